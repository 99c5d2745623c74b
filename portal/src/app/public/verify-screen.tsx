import { useQuery } from "@tanstack/react-query";
import type { ProofCode } from "maille-verify/proof-codes";
import type { ProofFile } from "maille-verify/proof-file";
import { useEffect, useId, useState } from "react";
import { checkProof, readChosenFile, sentenceOf } from "../../features/audit/check-proof.ts";
import type { ProofCheck } from "../../features/audit/check-proof.ts";
import { FileChoice } from "../../features/audit/file-choice.tsx";
import { NetworkChoice } from "../../features/audit/network-choice.tsx";
import { ReceiptCodeForm } from "../../features/audit/receipt-code-form.tsx";
import { SheetScanner } from "../../features/audit/sheet-scanner.tsx";
import { cityNetworkQuery } from "../../features/audit/trusted-network.ts";
import type { TrustedNetwork } from "../../features/audit/trusted-network.ts";
import { CheckView } from "../../features/audit/verdict-view.tsx";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { createQrDetector } from "../../scanning/qr-detector.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";

/** « Vérifier un reçu »: everything it needs is loaded at its opening, so that the cable may come out after. */
export function Component() {
  const text = useText(verifyText);
  const cityNetwork = useQuery(cityNetworkQuery);
  const [own, setOwn] = useState<TrustedNetwork | undefined>();
  useEffect(() => {
    // The reader of codes too; where it does not come, the camera asks again and says so.
    createQrDetector().catch(() => undefined);
  }, []);
  const reading = own === undefined ? cityNetwork : { ...cityNetwork, data: own };
  return (
    <Page title={text.title} lead={text.lead}>
      <Awaited reading={reading} what={text.what} lines={5}>
        {(trusted) => <Verifier key={trusted.from} trusted={trusted} onOwn={setOwn} />}
      </Awaited>
    </Page>
  );
}

function Verifier({ trusted, onOwn }: { trusted: TrustedNetwork; onOwn: (own: TrustedNetwork | undefined) => void }) {
  const text = useText(verifyText);
  const fileId = useId();
  const [check, setCheck] = useState<ProofCheck | undefined>();
  const [codes, setCodes] = useState<readonly ProofCode[]>([]);
  const [isScanning, setScanning] = useState(false);
  const stopScanning = () => {
    setScanning(false);
    setCodes([]);
  };
  const verify = (proof: string | ProofFile) => {
    stopScanning();
    setCheck(checkProof(proof, trusted.network, text));
  };
  const refuse = (refusal: string) => {
    stopScanning();
    setCheck({ refusal });
  };
  const chooseFile = (file: File) => void readChosenFile(file).then(verify, (error: unknown) => refuse(sentenceOf(error, text)));
  return (
    <>
      {check && (
        <Section title={text.result}>
          <CheckView check={check} network={trusted.network} />
          <Button look="quiet" onPress={() => setCheck(undefined)}>{text.again}</Button>
        </Section>
      )}
      <div className="m-cols">
        <Section title={text.byFile} panel>
          <FileChoice id={fileId} label={text.file} help={text.fileHelp} onFile={chooseFile} />
        </Section>
        <Section title={text.byCode} panel>
          <ReceiptCodeForm onProof={verify} />
        </Section>
      </div>
      <Section title={text.bySheet} panel>
        <p>{text.sheetHelp}</p>
        {isScanning
          ? <SheetScanner codes={codes} onCodes={setCodes} onProof={verify} onRefused={refuse} onClose={() => setScanning(false)} />
          : <Button look="second" icon="scan" onPress={() => setScanning(true)}>{text.openCamera}</Button>}
      </Section>
      <NetworkChoice trusted={trusted} onOwn={onOwn} />
    </>
  );
}
