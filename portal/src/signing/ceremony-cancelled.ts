/** The person closed the browser's or the wallet's question, or let it expire. Nothing was signed. */
export class CeremonyCancelled extends Error {
  constructor(options?: ErrorOptions) {
    super("The person declined to sign", options);
    this.name = "CeremonyCancelled";
  }
}
