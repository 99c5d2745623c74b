// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

/// @notice A key and what it signed. Signer bytes are ERC-7913: 20 bytes of a plain account, or a verifier's address
/// followed by the key. They travel with the signature because only their hash is stored.
struct SignerProof {
    bytes signer;
    bytes signature;
}

/// @notice One officer's signature over a municipal act. `officer` is an account of `Accounts` that holds the power.
struct Approval {
    address officer;
    bytes signer;
    bytes signature;
}
