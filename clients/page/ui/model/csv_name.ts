/**
 * The name of a file made for a sheet: `cases.xlsx` and `warnings.csv` give `cases-warnings.csv`.
 * Characters that a file system refuses become `_`.
 */
export function downloadName(filename: string, suffix: string): string {
  const stem = filename.replace(/\.[^.]{1,5}$/, '');
  const safe = stem.replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_');
  return `${safe.slice(0, 100) || 'sheet'}-${suffix}`;
}
