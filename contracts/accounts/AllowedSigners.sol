// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// What a signer's bytes are, read from their first 20 bytes and their length.
enum SignerForm {
    REFUSED,
    PLAIN, // 20 bytes: an account of this chain without code
    DEVICE_KEY, // verifier ‖ qx ‖ qy
    PASSKEY // verifier ‖ qx ‖ qy ‖ rpIdHash
}

/// @title The allow-list of ERC-7913 signers
/// @notice Three forms, fixed at deployment: a plain account, a device key, a city's passkey.
/// @dev A contract wallet, or a verifier of somebody else's, could burn the gas of a whole batch or answer differently
/// from one call to the next: neither is ever called. The list has no setter.
abstract contract AllowedSigners {
    uint256 private constant ADDRESS_BYTES = 20;
    uint256 private constant DEVICE_SIGNER_BYTES = 20 + 64;
    uint256 private constant PASSKEY_SIGNER_BYTES = 20 + 96;

    address private immutable CITY_PASSKEY_VERIFIER;
    address private immutable DEVICE_KEY_VERIFIER;

    constructor(address cityPasskeyVerifier, address deviceKeyVerifier) {
        CITY_PASSKEY_VERIFIER = cityPasskeyVerifier;
        DEVICE_KEY_VERIFIER = deviceKeyVerifier;
    }

    /// @dev What may be registered: the right form, and a key that lies on its curve.
    function _admissibleForm(bytes calldata signer) internal view returns (SignerForm form) {
        form = _formOf(signer);
        if (form == SignerForm.PLAIN) {
            address wallet = address(bytes20(signer));
            return wallet != address(0) && wallet.code.length == 0 ? form : SignerForm.REFUSED;
        }
        if (form == SignerForm.REFUSED) return form;
        return P256.isValidPublicKey(bytes32(signer[20:52]), bytes32(signer[52:84])) ? form : SignerForm.REFUSED;
    }

    /// @dev Only for `SignerForm.PASSKEY`.
    function _rpIdHashOf(bytes calldata signer) internal pure returns (bytes32) {
        return bytes32(signer[84:116]);
    }

    /// @dev A plain account is checked by ECDSA alone: one that has received code since is refused, never called.
    function _isSignedBy(bytes calldata signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        SignerForm form = _formOf(signer);
        if (form == SignerForm.REFUSED) return false;
        if (form != SignerForm.PLAIN) return SignatureChecker.isValidSignatureNow(signer, digest, signature);
        address wallet = address(bytes20(signer));
        if (wallet.code.length != 0) return false;
        (address recovered, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(digest, signature);
        return problem == ECDSA.RecoverError.NoError && recovered == wallet;
    }

    function _formOf(bytes calldata signer) private view returns (SignerForm) {
        if (signer.length == ADDRESS_BYTES) return SignerForm.PLAIN;
        if (signer.length == DEVICE_SIGNER_BYTES && address(bytes20(signer)) == DEVICE_KEY_VERIFIER) {
            return SignerForm.DEVICE_KEY;
        }
        if (signer.length == PASSKEY_SIGNER_BYTES && address(bytes20(signer)) == CITY_PASSKEY_VERIFIER) {
            return SignerForm.PASSKEY;
        }
        return SignerForm.REFUSED;
    }
}
