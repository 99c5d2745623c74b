import { Problem } from "../api/problem.ts";

/** The person closed the browser's or the wallet's question, or let it expire. Nothing was signed. */
export class CeremonyCancelled extends Problem {
  constructor(options?: ErrorOptions) {
    super({ status: 0, code: "ceremony-cancelled", title: "Rien n’a été signé", detail: "Vous avez fermé la demande, ou elle a expiré. Recommencez quand vous voulez." }, options);
    this.name = "CeremonyCancelled";
  }
}
