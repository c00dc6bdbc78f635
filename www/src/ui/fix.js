// @ts-check

/** What the button of a fix says. @param {import("passmuster").FixInfo} fix */
export function fixLabel(fix) {
  return fix.safe ? fix.title : `${fix.title} (check the result)`;
}
