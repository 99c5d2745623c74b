import { parseNetworkFile } from "maille-verify/network-file";
import { useId, useState } from "react";
import { useCity } from "../../cities/city-context.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { Button } from "../../ui/button.tsx";
import { More } from "../../ui/more.tsx";
import { Section } from "../../ui/panel.tsx";
import { readChosenFile, sentenceOf } from "./check-proof.ts";
import { FileChoice } from "./file-choice.tsx";
import type { TrustedNetwork } from "./trusted-network.ts";

type NetworkChoiceProps = { trusted: TrustedNetwork; onOwn: (own: TrustedNetwork | undefined) => void };

/** Which description of the network is believed, from where it starts, and how to bring another. */
export function NetworkChoice({ trusted, onOwn }: NetworkChoiceProps) {
  const text = useText(verifyText);
  const id = useId();
  const [error, setError] = useState<string | undefined>();
  const { network } = trusted;
  const choose = async (file: File) => {
    try {
      onOwn({ from: "own", fileName: file.name, network: parseNetworkFile(await readChosenFile(file)) });
      setError(undefined);
    } catch (failure) {
      setError(sentenceOf(failure, text));
    }
  };
  return (
    <Section title={text.trust}>
      <p role="status">{text.trustNetwork(network.name)} <Source trusted={trusted} /></p>
      <p>{text.checkpoint(formatNumber(network.checkpoint.blockNumber), text.checkpointCities(network.consensus === "none" ? 0 : network.checkpoint.validators.length))}</p>
      {trusted.from === "own" && <Button look="second" onPress={() => onOwn(undefined)}>{text.backToCity}</Button>}
      <More summary={text.own}>
        <FileChoice id={id} label={text.ownFile} help={text.ownHelp} error={error} onFile={(file) => void choose(file)} />
      </More>
    </Section>
  );
}

function Source({ trusted }: { trusted: TrustedNetwork }) {
  const text = useText(verifyText);
  const city = useCity();
  switch (trusted.from) {
    case "city":
      return text.trustCity(city.name, formatDateTime(trusted.at));
    case "kept":
      return text.trustKept(formatDateTime(trusted.at));
    case "own":
      return text.trustOwn(trusted.fileName);
  }
}
