// What a person typed into a field, before anything is made of it.

/** Without the space around it; empty if nothing of it can be seen. */
export function typedText({ value }) {
  const isSeen = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.test(value);
  return isSeen ? value.trim() : "";
}

/** A number with its digits as a program writes them: keyboards of many languages give their own. */
export function plainDigits(text) {
  const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0);
    // Unicode has the ten digits of a script in a row, from nought on.
    let before = 0;
    while (isDigit(code - before - 1)) before += 1;
    return String(before % 10);
  });
}
