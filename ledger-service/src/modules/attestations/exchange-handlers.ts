import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import { acceptedBody, declinedBody, exchangeMessages, proposedBody, providerSignedBody, testifiedBody } from "./exchange-messages.ts";
import {
  receiveAcceptance,
  receiveProposal,
  receiveProviderSignature,
  receiveRefusal,
  receiveTestimonial,
  type ReceiveExchangeParts,
} from "./receive-exchange.ts";

/** What the partner's city may say of an exchange. */
export function exchangeHandlers(parts: ReceiveExchangeParts): IntercityHandler[] {
  return [
    defineIntercityHandler({
      name: exchangeMessages.proposed,
      body: proposedBody,
      handle: async (fromCityId, body, transaction) => {
        await receiveProposal(parts, transaction, fromCityId, body);
        return null;
      },
    }),
    defineIntercityHandler({
      name: exchangeMessages.accepted,
      body: acceptedBody,
      handle: async (fromCityId, body, transaction) => {
        await receiveAcceptance(parts, transaction, fromCityId, body);
        return null;
      },
    }),
    defineIntercityHandler({
      name: exchangeMessages.declined,
      body: declinedBody,
      handle: async (fromCityId, body, transaction) => {
        await receiveRefusal(parts, transaction, fromCityId, body);
        return null;
      },
    }),
    defineIntercityHandler({
      name: exchangeMessages.providerSigned,
      body: providerSignedBody,
      handle: async (fromCityId, body, transaction) => {
        await receiveProviderSignature(parts, transaction, fromCityId, body);
        return null;
      },
    }),
    defineIntercityHandler({
      name: exchangeMessages.testified,
      body: testifiedBody,
      handle: async (fromCityId, body, transaction) => {
        await receiveTestimonial(parts, transaction, fromCityId, body);
        return null;
      },
    }),
  ];
}
