import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Actions, ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import type { RefusalCode } from "./presented-charge.ts";

/** Why the ledger refused, said to the person whose points they are. */
export function ChargeRefused({ code }: { code: RefusalCode }) {
  const text = useText(paymentText);
  const { title, note } = text.refusals[code];
  return (
    <Page title={title} narrow>
      <Banner tone="bad" announce>
        <p>{text.refused}</p>
        <p>{note}</p>
      </Banner>
      <Actions>
        <ButtonLink to="/payer">{text.again}</ButtonLink>
        {code === "R4" && <ButtonLink to="/profil/villes" look="second">{text.toProfile}</ButtonLink>}
        <ButtonLink to="/points" look="second">{text.toPoints}</ButtonLink>
      </Actions>
    </Page>
  );
}
