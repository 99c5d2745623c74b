/** Presses, in the provider's form, the button that bears a person's name. */
export function chooseInForm(page: string, personName: string): { action: string; body: string } {
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  const button = [...page.matchAll(/<button class="choice" name="([^"]+)" value="([^"]+)"><span class="choice-name">([^<]*)<\/span>/g)]
    .find(([, , , name]) => name !== undefined && unescapeHtml(name) === personName);
  const [, field, value] = button ?? [];
  if (action === undefined || field === undefined || value === undefined) throw new RangeError(`The sign-in page does not offer ${personName}`);
  return { action: unescapeHtml(action), body: new URLSearchParams({ [field]: unescapeHtml(value) }).toString() };
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
