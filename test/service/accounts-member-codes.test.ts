import { expect } from "chai";
import type { DataSource } from "typeorm";
import { createCityDirectories } from "../../ledger-service/src/intercity/city-directories.ts";
import { createIntercity } from "../../ledger-service/src/intercity/create-intercity.ts";
import { newMemberCode } from "../../ledger-service/src/kernel/check-code.ts";
import { Problem } from "../../ledger-service/src/kernel/problem.ts";
import { accountsEntities } from "../../ledger-service/src/modules/accounts/accounts.module.ts";
import { createHolderStore } from "../../ledger-service/src/modules/accounts/holder-store.ts";
import { createMemberCodes, type MemberCodes } from "../../ledger-service/src/modules/accounts/resolve-member-codes.ts";
import { createChain } from "../../ledger-service/src/platform/chain/create-chain.ts";
import { createDatabase } from "../../ledger-service/src/platform/database/data-source.ts";
import { keyRingOf } from "../../ledger-service/src/platform/keys/key-ring.ts";
import { startCityPeople, type CityPeople } from "../support/service/city-people.ts";
import { walletActor } from "../support/service/service-actors.ts";

describe("member codes", () => {
  let people: CityPeople;
  let aichaCode: string;
  let aichaAccount: string;
  const databases: DataSource[] = [];
  const maisonDesAines = { id: walletActor("Maison des aînés").account, name: "Maison des aînés" };

  before(async () => {
    people = await startCityPeople();
    const browser = await people.signIn("brossard", "aicha");
    const { noticeVersion } = (await browser.get("/api/enrolment")).json;
    await people.settled(browser, await browser.act("/api/enrolment", { noticeVersion, signerKind: "DEVICE", signer: people.deviceOf("aicha").signer }));
    ({ memberCode: aichaCode, account: aichaAccount } = (await browser.get("/api/account")).json);
  });
  after(async () => {
    for (const database of databases) await database.destroy();
    await people.stop();
  });

  /** A city's member codes on its own database, asking the other city's running service. */
  async function memberCodesOf(slug: string): Promise<MemberCodes> {
    const { city, cities, chain, databaseUrl } = people.stack.configurationOf(slug);
    const keys = await keyRingOf(people.stack.keyMaterialOf(slug));
    const database = createDatabase({ url: databaseUrl, poolSize: 3, entities: accountsEntities, migrations: [] });
    databases.push(await database.initialize());
    const directories = createCityDirectories({ chain: createChain(chain), cities });
    return createMemberCodes({
      database,
      holders: createHolderStore(keys.personalData),
      intercity: createIntercity({ ownCityId: city.id, cities, signer: keys.citySigner, directories, personalData: keys.personalData }),
      cityId: city.id,
      cities,
    });
  }

  const lookups = async () => (await (await people.signIn("brossard", "aicha")).get("/api/account/member-code/lookups")).json.lookups;

  it("are known to their city, however they were typed, and to nobody by the account", async () => {
    const codes = await memberCodesOf("brossard");
    const typed = ` ${aichaCode.slice(0, 3).toLowerCase()}-${aichaCode.slice(3)} `;
    const known = await codes.resolve([typed, newMemberCode("B"), "B12", "Q00000000"], maisonDesAines);
    expect([...known]).to.deep.equal([[typed, { account: aichaAccount, homeCityId: 1 }]]);
  });

  it("are asked of the city that gave them, by a signed request", async () => {
    const codes = await memberCodesOf("magog");
    const known = await codes.resolve([aichaCode, newMemberCode("B")], { id: walletActor("Banque alimentaire").account, name: "Banque alimentaire" });
    expect([...known]).to.deep.equal([[aichaCode, { account: aichaAccount, homeCityId: 1 }]]);
    expect((await lookups())[0]).to.include({ cityName: "Magog" });
  });

  it("are logged once a day for one asker, and the resident sees who asked", async () => {
    const codes = await memberCodesOf("brossard");
    const asker = { id: walletActor("Club de marche").account, name: "Club de marche" };
    for (let time = 0; time < 3; time++) await codes.resolve([aichaCode], asker);
    const shown = (await lookups()).filter(({ institutionName }: { institutionName: string }) => institutionName === "Club de marche");
    expect(shown).to.have.length(1);
    expect(shown[0]).to.include({ cityName: "Brossard" });
    const change = people.stack.query("brossard", `UPDATE member_code_lookups SET asker_name = 'Personne'`);
    expect(await change.then(() => "changed", () => "refused")).to.equal("refused");
  });

  it("are unknown from the moment they are renewed", async () => {
    const browser = await people.signIn("brossard", "aicha");
    const { memberCode } = (await browser.post("/api/account/member-code/renewal")).json;
    const codes = await memberCodesOf("brossard");
    expect([...(await codes.resolve([aichaCode, memberCode], maisonDesAines)).keys()]).to.deep.equal([memberCode]);
  });

  it("of a blocked account are unknown, by the same absence", async () => {
    const codes = await memberCodesOf("brossard");
    const { memberCode } = (await (await people.signIn("brossard", "aicha")).get("/api/account")).json;
    await people.stack.query("brossard", `UPDATE accounts SET status = 2 WHERE account = $1`, [aichaAccount]);
    expect((await codes.resolve([memberCode], maisonDesAines)).size).to.equal(0);
    await people.stack.query("brossard", `UPDATE accounts SET status = 1 WHERE account = $1`, [aichaAccount]);
    expect((await codes.resolve([memberCode], maisonDesAines)).size).to.equal(1);
  });

  it("are limited an hour for one asker, guesses included, also when asked at once [S11]", async () => {
    const codes = await memberCodesOf("brossard");
    const guesser = { id: walletActor("guesser").account, name: "Curieux" };
    const thousand = Array.from({ length: 1_000 }, () => newMemberCode("B"));
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => codes.resolve(thousand, guesser)));
    expect(answers.filter(({ status }) => status === "fulfilled")).to.have.length(5);
    const refused = answers.find((answer) => answer.status === "rejected");
    expect(refused?.reason).to.be.instanceOf(Problem).and.include({ code: "too-many-requests" });
  });
});
