import unhomoglyph from "unhomoglyph";
import { checkLine } from "../graphql/text.js";
import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";

/** Characters of a person's name. */
export const LONGEST_NAME = 100;

/** What customers call everybody on the provider's staff. */
export const STAFF = "Operator";

/** What stands where a person's name would, for whoever else acted: staff, the installation, "The key lk_…". */
const OF_OTHERS = /^(?:(?:operator|latchkey)$|the key(?: |$))/;
/** The same with nothing between the letters, as of "O.perator"; a key is named after that by what begins with "lk". */
const SQUEEZED = /^(?:operator$|latchkey$|thekey(?:lk|$))/;

/** The empty pattern of Braille among it, which is no space. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
/**
 * Invisible characters that belong to the letter before them: joiners in scripts that join (RFC 5892 appendix A), and selectors of a
 * letter's variant, as Japanese names have.
 */
const OF_A_LETTER =
  /(?<=(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}])[\p{L}\p{M}])[\u200c\u200d]|(?<=[\p{Script=Han}\p{Script=Mongolian}\p{Extended_Pictographic}])\p{Variation_Selector}/gu;

/** Marks without a letter, or so many on one that they cover what stands around it (Unicode TS 39 §5.4). */
const PILED = /(?:^|\p{Z})\p{M}|\p{Mn}{5}/u;

/** Small capitals of `STANDING`, in its order: they are no capitals, and the skeletons leave them as they are. */
const SMALL_CAPITALS = "ᴀᴄᴇʜᴋʟᴏᴘʀᴛʏ";
const STANDING = "acehkloprty";
const CAPITALS = new RegExp(`[${SMALL_CAPITALS}]`, "gu");

/**
 * A name as people read it: the same for names that differ only in case, white space, marks, punctuation, invisible characters or
 * letters that look alike. These are the skeletons of Unicode TS 39 §4, but of the letters without their marks.
 */
function read(name: string): string {
  const seen = name.normalize("NFKD").replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "");
  const large = seen.replace(CAPITALS, (letter) => STANDING[SMALL_CAPITALS.indexOf(letter)] ?? letter);
  const alike = unhomoglyph(large).replace(/\p{M}/gu, "");
  const words = alike.replace(/[^\p{L}\p{N}]+/gu, " ");
  return words.trim().toLowerCase();
}

/** Some letters look like another only as capitals, or only as small ones. */
function standsForOthers(name: string): boolean {
  const forms = [name, name.toUpperCase(), name.toLowerCase()].map(read);
  return forms.some((form) => OF_OTHERS.test(form) || SQUEEZED.test(form.replaceAll(" ", "")));
}

/** What a name must not look like to whoever reads it in a mail: programs for mails make links of these, with nobody asking for it. */
const LINK = /\/\/|[\p{L}\p{N}][.。](?:\p{L}[\p{L}\p{M}]|xn--)/iu;

/** Whether a program for mails may make a link of it: "//" stands in it, or what may be a host's name, such as "evil.example". */
export const looksLikeLink = (name: string) => LINK.test(name.normalize("NFKC"));

/** A name that a person may choose: a line with nothing hidden and no link in it, that stands for nobody else in what others read. */
export function checkPersonName(name: string, path: string[]): UserError[] {
  const errors = checkLine(name, LONGEST_NAME, path);
  if (errors.length > 0) return errors;
  if (UNSEEN.test(name.replace(OF_A_LETTER, "")))
    return [userError(UserErrorCode.INVALID, "A name has no invisible characters.", path)];
  if (PILED.test(name.normalize("NFD")))
    return [
      userError(UserErrorCode.INVALID, "A name has marks on letters alone, four at most on one.", path),
    ];
  if (looksLikeLink(name))
    return [userError(UserErrorCode.INVALID, "A name is no link: write a space after a full stop.", path)];
  if (!standsForOthers(name)) return [];
  return [userError(UserErrorCode.INVALID, "This name stands for others. Choose another one.", path)];
}
