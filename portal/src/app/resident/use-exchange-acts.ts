import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { accountQuery } from "../../features/accounts/account.ts";
import { answerExchange, draftTestimonial, giveTestimonial, signAsProvider, signAsReceiver } from "../../features/attestations/exchange-acts.ts";
import type { TestimonialWords } from "../../features/attestations/exchange-acts.ts";
import { exchangeToSign, testimonialToSign } from "../../features/attestations/exchange-to-sign.ts";
import type { Exchange } from "../../features/attestations/exchanges.ts";
import { useSign } from "../../signing/use-sign.ts";
import { useSigner } from "../../signing/use-signer.ts";

/**
 * What one person may do in an exchange. The receiver pays: above a device's limit a payment, the full key signs, as
 * the contract asks. `signer` is undefined when no key of this device can.
 */
export function useExchangeActs(exchange: Exchange) {
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data: own } = useQuery(accountQuery);
  const { keys } = useSigner();
  const sign = useSign();
  const account = session?.person?.account;
  const deviceCap = own && BigInt(own.caps.device.perChargePoints);
  const isAboveDevice = exchange.iAm === "RECEIVER" && deviceCap !== undefined && BigInt(exchange.points) > deviceCap;
  const everyday = keys?.everyday?.kind === "DEVICE" && isAboveDevice ? undefined : keys?.everyday;
  const signer = everyday ?? keys?.full;
  const readAgain = () => Promise.all([queries.invalidateQueries({ queryKey: ["exchanges"] }), queries.invalidateQueries({ queryKey: ["account"] })]);

  const answer = useSubmission(async (given: "acceptance" | "refusal", tools) => {
    await answerExchange(exchange.exchangeId, given, tools);
    await readAgain();
  });

  const confirmation = useSubmission(async (_: undefined, tools) => {
    if (!signer || account === undefined) return;
    const asked = exchangeToSign(exchange, account);
    const signed = await tools.once("signed", () => sign(signer, asked));
    if (exchange.iAm === "PROVIDER") await signAsProvider(exchange.exchangeId, signed, tools);
    else await signAsReceiver(exchange.exchangeId, signed, tools);
    await readAgain();
  });

  const testimonial = useSubmission(async (words: TestimonialWords, tools) => {
    if (!signer || account === undefined) return;
    const signed = await tools.once("signed", async () => sign(signer, testimonialToSign(await draftTestimonial(exchange.exchangeId, words), exchange.exchangeId, words.rating, account)));
    await giveTestimonial(exchange.exchangeId, words, signed, tools);
    await readAgain();
  });

  return { answer, confirmation, testimonial, signer, demoNotice: signer?.demo ? keys?.demoNotice : undefined };
}
