/** Put in by the build (build.mjs): the day on which what the page is made from last changed. */
declare const kDateModified: string;

/** Shown at the page's end (ISO 8601). */
export const dateModified = kDateModified;
