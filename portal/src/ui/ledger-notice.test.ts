import { expect } from "chai";
import { ledgerStateText } from "../i18n/ledger-state.text.ts";
import { ledgerNoticeOf } from "./ledger-notice.ts";

const lastBlockAt = "2026-11-25T14:02:00.000Z";

describe("the notice of the ledger's state", () => {
  it("is not there while the ledger goes on, and leaves by itself", () => {
    expect(ledgerNoticeOf(undefined)).to.equal(undefined);
    expect(ledgerNoticeOf({ state: "OK", lastBlockAt })).to.equal(undefined);
  });

  it("mentions a slow ledger and announces a stopped one [T6]", () => {
    expect(ledgerNoticeOf({ state: "SLOW", lastBlockAt })).to.include({ role: "status", isCalm: true, showsLastPage: false });
    expect(ledgerNoticeOf({ state: "STALLED", lastBlockAt })).to.include({ role: "alert", isCalm: false, showsLastPage: true });
    expect(ledgerNoticeOf({ state: "UNREACHABLE", lastBlockAt: undefined })).to.include({ role: "alert", showsLastPage: false });
    expect(ledgerNoticeOf({ state: "BEHIND", lastBlockAt })).to.include({ role: "status", isCalm: false });
  });

  it("says it in sentences of at most twenty words, without the words never shown", () => {
    const { SLOW, STALLED, UNREACHABLE, BEHIND, kept, noSale } = ledgerStateText.fr;
    const texts = [SLOW, STALLED, UNREACHABLE, BEHIND, noSale].flatMap(({ title, detail }) => [title, detail]);
    for (const text of [...texts, kept]) {
      for (const sentence of text.split(/(?<=[.!?])\s/u)) expect(sentence.split(/\s+/u), sentence).to.have.length.at.most(20);
      expect(text).not.to.match(/nœud|validateur|bloc|chaîne|consensus/iu);
    }
  });
});
