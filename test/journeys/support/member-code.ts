import { accountsText } from "../../../portal/src/i18n/accounts.text.ts";
import type { Visitor } from "./visitor.ts";

/** « Mon profil »: the code that one dictates to an organization, as its screen reader says it. */
export async function readMemberCode({ page, open }: Visitor): Promise<string> {
  await open("/profil");
  await page.getByRole("heading", { name: accountsText.fr.profile.memberCode }).waitFor();
  const spelled = (await page.getByText(/^Code de membre\s*:/).textContent()) ?? "";
  return spelled.replace(/^.*:/, "").replaceAll(/[^0-9A-Z]/g, "");
}
