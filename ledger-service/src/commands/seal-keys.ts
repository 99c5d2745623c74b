import { newKeyMaterial, openKeyRing, sealKeys } from "../platform/keys/key-ring.ts";
import { cityKeyOf, directoryKeysHash } from "../intercity/city-directory.ts";
import { readEnvironment } from "../platform/environment/read-environment.ts";

/**
 * Draws this city's keys into KEYS_FILE under KEYS_PASSPHRASE and prints what the council and the city's administrator
 * need: the addresses of the service's keys and the hash of its directory. Refuses to replace a file.
 */
const { configuration } = readEnvironment(process.env);
const { sealedFile, passphrase } = configuration.keys;
const { city } = configuration;

sealKeys(sealedFile, passphrase, newKeyMaterial(`${city.slug}-1`, 2));
const keys = await openKeyRing(sealedFile, passphrase);
console.log(
  JSON.stringify(
    {
      enrolSigner: keys.enrol.address,
      relayLanes: keys.relayLanes.map((lane) => lane.address),
      directoryHash: directoryKeysHash(city.id, [cityKeyOf(keys.citySigner)]),
    },
    null,
    2,
  ),
);
