const THIN = "\u202f";
const NO_BREAK = "\u00a0";

/**
 * French typography of Quebec (portal-design §5) over text written with plain spaces and apostrophes:
 * thin no-break space before `:` and inside « », no-break space before % $ and after a number that has a unit,
 * no space before ? ! ;, curly apostrophe.
 */
export function typeset(text: string): string {
  return text
    .replaceAll("'", "’")
    .replace(/[ \u00a0\u202f]+:(?=\s|$)/g, `${THIN}:`)
    .replace(/[ \u00a0\u202f]+([?!;])/g, "$1")
    .replace(/«[ \u00a0\u202f]*/g, `«${THIN}`)
    .replace(/[ \u00a0\u202f]*»/g, `${THIN}»`)
    .replace(/(\d) ([%$])/g, `$1${NO_BREAK}$2`)
    .replace(/(\d) (points?|h|min|s|heures?|minutes?|secondes?|jours?|villes?|caractères)\b/g, `$1${NO_BREAK}$2`)
    .replace(/\bh (\d)/g, `h${NO_BREAK}$1`);
}
