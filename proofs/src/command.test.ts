import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { provePayment } from "../../test/support/proved-payment.ts";
import { writeProofFile } from "./proof-file.ts";

const BIN = fileURLToPath(new URL("../bin/maille-verify.mjs", import.meta.url));

describe("maille-verify", () => {
  const { network, proof } = provePayment();
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "maille-verify-"));
    write("preuve.json", writeProofFile(proof));
    write("network.json", JSON.stringify(network));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const run = (...args: readonly string[]): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, encoding: "utf8" });
    return { status, said: stdout + stderr };
  };

  it("says what happened and who sealed it, in French or in English", () => {
    const french = run("preuve.json", "--network", "network.json");
    expect(french.status).to.equal(0);
    expect(french.said).to.match(/^Paiement accepté\u00a0: 120\u00a0points\.\nInscrit le .*\nScellé par 8 villes sur 11\u00a0: Brossard, Magog/);
    expect(run("preuve.json", "--network", "network.json", "--lang", "en").said).to.include("Sealed by 8 cities of 11: Brossard, Magog");
  });

  it("names the broken link and ends with 1", () => {
    write("autre.json", writeProofFile({ ...proof, transactionIndex: 1 }));
    const { status, said } = run("autre.json", "--network", "network.json");
    expect(status).to.equal(1);
    expect(said).to.include("Le fait n’est pas relié à la page scellée");
  });

  it("never reads a file of ten megabytes", () => {
    write("gros.json", " ".repeat(10_000_000));
    expect(run("gros.json", "--network", "network.json")).to.deep.include({ status: 1 }).and.property("said").to.include("10\u202f000\u202f000 octets");
  });

  it("says which file does not open, and how to write the command", () => {
    expect(run("absent.json", "--network", "network.json")).to.deep.include({ status: 1 }).and.property("said").to.include("Le fichier absent.json ne s’ouvre pas");
    expect(run("preuve.json", "--network", "reseau.json").said).to.include("Le fichier reseau.json ne s’ouvre pas");
    for (const args of [["preuve.json"], ["--nothing"]]) {
      expect(run(...args)).to.deep.include({ status: 2 }).and.property("said").to.include("maille-verify preuve.json --network network.json");
    }
  });
});
