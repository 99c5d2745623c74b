// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {WebAuthn} from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";

/// @title ERC-7913 verifier of passkeys bound to one city's portal
/// @notice Key: qx ‖ qy ‖ rpIdHash, 96 bytes. Signature: abi.encode(r, s, challengeIndex, typeIndex, authenticatorData,
/// clientDataJSON), six top-level values. User presence and user verification are both required.
/// @dev OpenZeppelin's own verifier does not look at the relying party: an assertion made for a sibling host would pass.
/// Here the RP-ID hash is part of the key, so that one key pair at two hosts is two signers [W2, W3].
/// Stateless: anyone may call it, nothing can be changed in it.
contract CityPasskeyVerifier is IERC7913SignatureVerifier {
    uint256 private constant KEY_BYTES = 96;
    bytes4 private constant REFUSED = 0xffffffff;

    /// @inheritdoc IERC7913SignatureVerifier
    /// @dev A malformed assertion answers `REFUSED` or reverts; the caller reads both as "not signed". The decoding
    /// happens here and nowhere else, behind an external call, so that it can never break a batch.
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (key.length != KEY_BYTES) return REFUSED;
        (bool decoded, WebAuthn.WebAuthnAuth calldata assertion) = WebAuthn.tryDecodeAuth(signature);
        if (!decoded || !_isForRelyingParty(assertion.authenticatorData, bytes32(key[64:96]))) return REFUSED;
        bool valid = WebAuthn.verify(abi.encodePacked(hash), assertion, bytes32(key[0:32]), bytes32(key[32:64]));
        return valid ? IERC7913SignatureVerifier.verify.selector : REFUSED;
    }

    /// @dev The authenticator, not the page, writes the RP-ID hash: the first 32 bytes of what it signs.
    function _isForRelyingParty(bytes calldata authenticatorData, bytes32 rpIdHash) private pure returns (bool) {
        return authenticatorData.length >= 32 && bytes32(authenticatorData[0:32]) == rpIdHash;
    }
}
