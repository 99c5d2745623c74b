import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { ExchangeForm } from "../../features/attestations/exchange-form.tsx";
import { proposeExchange } from "../../features/attestations/exchange-acts.ts";
import type { ExchangeProposal } from "../../features/attestations/exchange-proposal.ts";
import { exchangeLimitsQuery } from "../../features/attestations/exchanges.ts";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/** A proposal to a person one already agrees with, by their member code. */
export function Component() {
  const text = useText(exchangesText);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: limits } = useQuery(exchangeLimitsQuery);
  const proposal = useSubmission(async (proposed: ExchangeProposal, tools) => {
    const exchange = await proposeExchange(proposed, tools);
    await queries.invalidateQueries({ queryKey: ["exchanges"] });
    await navigate(`/echanges/${exchange.exchangeId}`);
  });
  return (
    <Page title={text.form.title} lead={text.form.lead} narrow>
      {proposal.problem && <ProblemBanner error={proposal.problem} />}
      <Banner>{text.notReserved}</Banner>
      <ExchangeForm limits={limits} busy={proposal.busy} onSend={proposal.submit} />
    </Page>
  );
}
