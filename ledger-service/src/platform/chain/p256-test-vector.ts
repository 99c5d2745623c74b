import type { Hex } from "viem";

/** hash ‖ r ‖ s ‖ x ‖ y of a valid P-256 signature over SHA-256("Maille P-256 start-up check") (EIP-7951's input). */
export const p256TestVector: Hex = [
  "0x",
  "59c6e12ad50f26e3f771971ebe269996efbc50e412faf236e3496aa2f0e3928e",
  "dfa8b82a8866daca2c9e933f8c1e58badf0f645fbce04110e9effeb58e4725ad",
  "71f4d3d8533f16e7278727e02445ddc64e1686f1da3327f5b6d116058c652967",
  "84a3157d8d15af9e45472c7d35bf52d0d83ec59c5dd5833b2f6d9bd0015df1f5",
  "df9aa5a9b3a7d873577ea2d98b0711193ed8821d08e8876c7ad7bb802c2cbaee",
].join("") as Hex;
