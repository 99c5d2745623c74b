// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {Approval, SignerProof} from "../../../contracts/values/Signatures.sol";
import {vm} from "./Vm.sol";

/// @notice A test actor's key: a wallet, or a browser's device key when `verifier` is set.
struct Key {
    uint256 secret;
    address verifier;
}

library Keys {
    function signer(Key memory key) internal pure returns (bytes memory) {
        if (key.verifier == address(0)) return abi.encodePacked(vm.addr(key.secret));
        (uint256 x, uint256 y) = vm.publicKeyP256(key.secret);
        return abi.encodePacked(key.verifier, x, y);
    }

    function prove(Key memory key, bytes32 digest) internal pure returns (SignerProof memory) {
        if (key.verifier == address(0)) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(key.secret, digest);
            return SignerProof(signer(key), abi.encodePacked(r, s, v));
        }
        (bytes32 deviceR, bytes32 deviceS) = vm.signP256(key.secret, sha256(abi.encodePacked(digest)));
        if (uint256(deviceS) > P256.N / 2) deviceS = bytes32(P256.N - uint256(deviceS));
        return SignerProof(signer(key), abi.encodePacked(deviceR, deviceS));
    }

    function approve(Key memory key, address officer, bytes32 digest) internal pure returns (Approval memory) {
        SignerProof memory proof = prove(key, digest);
        return Approval(officer, proof.signer, proof.signature);
    }
}
