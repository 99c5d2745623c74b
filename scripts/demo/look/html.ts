/** Text made safe to stand in HTML, in an element or between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** HTML already made of escaped parts. */
export type Html = { readonly html: string };

/** Writes HTML with every value escaped, unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  const written = values.map((value) => {
    if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
    return "html" in value ? value.html : value.map((item) => item.html).join("");
  });
  return { html: parts.map((part, index) => part + (written[index] ?? "")).join("") };
}
