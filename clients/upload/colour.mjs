const codes = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, bold: 1, dim: 2 };

/** Colours are for people at a terminal who did not ask to be spared (https://no-color.org). */
export function wantsColour(stream, env) {
  return Boolean(stream.isTTY) && !env.NO_COLOR;
}

export function styleText(style, text, colour) {
  return colour ? `\x1b[${codes[style]}m${text}\x1b[0m` : text;
}
