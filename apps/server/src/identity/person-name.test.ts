import { describe, expect, it } from "vitest";
import { checkPersonName } from "./person-name.js";

const codes = (name: string) => checkPersonName(name, ["name"]).map(({ code, path }) => [code, path]);

describe("a person's name", () => {
  it.each([
    "Operator",
    " oPERATOR ",
    "Ｏｐｅｒａｔｏｒ",
    "𝐎𝐩𝐞𝐫𝐚𝐭𝐨𝐫",
    // Cyrillic, Greek, Armenian, Cherokee, Lisu letters, and a digit.
    "\u041eperator",
    "\u041e\u0440\u0435r\u0430t\u043er",
    "\u039fperator",
    "\u0585perator",
    "OPER\u13aaTOR",
    "\ua4f3perator",
    "0perator",
    "Op\u00e9rat\u00f6r",
    "O\u0336p\u0336e\u0336r\u0336a\u0336t\u0336o\u0336r\u0336",
    "\u00d8perator",
    "Latchkey",
    "LATCHKEY",
    "Iatchkey",
    "1atchkey",
    "\u0131atchkey",
    "Latch\u043aey",
    "LATCH\u039aE\u03a5",
    "The key lk_0123456789",
    "the  \u00a0key\u3000of Asha",
    "\u0422he k\u0435y lk_0123456789",
    "The key",
    ...[
      "Operator.",
      "(Operator)",
      "\u201cOperator\u201d",
      "-operator-",
      "\u00b7Operator",
      "Latchkey!",
      "The key: lk_1",
    ],
    ...["O.perator", "O p e r a t o r", "Oper\u00b7ator", "Op-erator", "\u041e.p'erat_or", "L/atch-key"],
    ...["T.he key lk_0123456789", "The ke-y", "The key-lk_0123456789"],
    "\u1d0f\u1d18\u1d07\u0280\u1d00\u1d1b\u1d0f\u0280",
  ])("is none that stands for others: %j", (name) => {
    expect(codes(name)).toEqual([["INVALID", ["name"]]]);
  });

  it.each([
    ["a space of no width", "As\u200bha"],
    ["a joiner between letters that join nothing", "As\u200dha"],
    ["a joiner at the end", "Asha \u200d"],
    ["a mark of direction", "Asha\u200e"],
    ["a soft hyphen", "As\u00adha"],
    ["a variant of nothing", "Asha\ufe00"],
    ["a tag", "Asha\u{e0041}"],
    ["a filler of Hangul", "Asha\u3164Rao"],
    ["an empty pattern of Braille", "Operator\u2800"],
  ])("hides nothing: %s", (_, name) => {
    expect(codes(name)).toEqual([["INVALID", ["name"]]]);
  });

  it.each([
    "\u0301",
    "\u0301Asha",
    "Asha \u0308Rao",
    `A${"\u0301".repeat(5)}sha`,
    `Ash\u00e1${"\u0335".repeat(4)}`,
  ])("covers nothing around it by marks: %j", (name) => {
    expect(codes(name)).toEqual([["INVALID", ["name"]]]);
  });

  it.each([
    ...[
      "Visit https://evil.example",
      "evil.example",
      "see www.evil.example/now",
      "t.co",
      "//evil",
      "EVIL.EXAMPLE",
    ],
    ...[
      "asha@evil.example",
      "evil\uff0eexample",
      "evil\u3002example",
      "пример.рф",
      "उदाहरण.भारत",
      "a.xn--p1ai",
    ],
    ...["Asha (evil.example)", "https:\uff0f\uff0fevil", "Dr.Rao"],
  ])("is no link: %j", (name) => {
    expect(codes(name)).toEqual([["INVALID", ["name"]]]);
  });

  it.each([
    ...[
      "J.R.R. Tolkien",
      "Dr. Asha Rao",
      "Ravi s/o Mohan",
      "Asha Rao, M.D.",
      "Sammy Davis Jr.",
      "A. P. J. Abdul Kalam",
    ],
    ...["Asha v1.2", "Rao...", "Asha @ Exotel", "J.-P. Sartre"],
  ])("may have full stops and strokes in it: %j", (name) => {
    expect(codes(name)).toEqual([]);
  });

  it.each([
    ...["आशा राव", "Оператор Иванов", "Александр Пушкин", "Ελένη Παπαδοπούλου", "李小龙", "김민준"],
    ...[
      "محمد علی",
      "עדי כהן",
      "สมชาย ใจดี",
      "Nguyễn Thị Hương",
      "Nguyễn Thị Hương".normalize("NFD"),
      "שָׁלוֹם",
      "กี้",
      "Łukasz Żółć",
      "José O’Brien-Muñoz",
      "Åsa",
    ],
    ...["Թամար", "ნინო", "Søren Ærø", "山田 太郎 (Taro)", "X Æ A-12", "Ирина Smith"],
    // Joiners that these names need, and a variant of a Japanese letter.
    ...["علی\u200cرضا", "ශ්\u200dරී", "നന്ദിനി പിള്\u200dള", "\u845b\u{e0100}城", "Asha ❤\ufe0f"],
  ])("may be somebody's in their own script: %j", (name) => {
    expect(codes(name)).toEqual([]);
  });

  it.each([
    "Asha Rao",
    "Operator Rao",
    "O. P. Erator-Rao",
    "The Keyla",
    "Operator's Asha",
    "Latchkey Team",
    "The keymaker",
    "Theo Key",
    "Ｏ",
  ])("may be %j", (name) => {
    expect(codes(name)).toEqual([]);
  });
});
