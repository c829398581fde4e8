/** Names that look or count alike are one name where it matters. */

/** Characters that are not seen, and that some disks leave out of a name. */
const unseen =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|\u034f|[\u180b-\u180e]|[\ufe00-\ufe0f]|\udb40[\udc00-\uddef]/g;

/** Letters of other alphabets that are drawn as a Latin one (Unicode's confusables, the common part). */
const drawnAs: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  ѐ: "e",
  ё: "e",
  ғ: "f",
  ɡ: "g",
  һ: "h",
  і: "i",
  ї: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  υ: "u",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  у: "y",
  ᴢ: "z",
  α: "a",
  ε: "e",
  ι: "i",
  ı: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  χ: "x",
  γ: "y",
  ѡ: "w",
  "․": ".",
  "。": ".",
  "∕": "/",
  "⁄": "/",
  "꞉": ":",
  ꓸ: ".",
};
const drawn = new RegExp(`[${Object.keys(drawnAs).join("")}]`, "g");
const plainAscii = /^[\u0000-\u007f]*$/;

/** For comparing: case, compatibility forms and lookalikes folded, since sensitive names must be met in any spelling. */
export function folded(path: string): string {
  if (plainAscii.test(path)) return path.toLowerCase();
  return path
    .normalize("NFKC")
    .toLowerCase()
    .replace(unseen, "")
    .replace(drawn, (letter) => drawnAs[letter] ?? letter);
}
