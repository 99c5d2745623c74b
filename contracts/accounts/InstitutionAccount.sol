// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {
    AttestationRequest,
    AttestationRequestData,
    IEAS,
    RevocationRequest,
    RevocationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Roles} from "../values/Powers.sol";
import {IInstitutionAccount} from "./IInstitutionAccount.sol";

/// @title The account of an institution, and its name as attester in EAS
/// @dev The code behind every clone. EAS and Authority are part of the code, not of a clone's storage: there is nothing
/// to initialise, hence nothing that somebody could initialise first. It holds no state and cannot receive value.
contract InstitutionAccount is IInstitutionAccount {
    IEAS private immutable EAS;
    IAuthority private immutable AUTHORITY;

    modifier onlyDoor() {
        require(AUTHORITY.hasRole(Roles.DOOR, msg.sender), InstitutionAccountNotDoor(msg.sender));
        _;
    }

    constructor(IEAS eas, IAuthority authority) {
        EAS = eas;
        AUTHORITY = authority;
    }

    /// @inheritdoc IInstitutionAccount
    function attest(bytes32 schema, bytes calldata data) external onlyDoor returns (bytes32 uid) {
        AttestationRequestData memory fact = AttestationRequestData({
            recipient: address(0),
            expirationTime: 0,
            revocable: true,
            refUID: bytes32(0),
            data: data,
            value: 0
        });
        return EAS.attest(AttestationRequest({schema: schema, data: fact}));
    }

    /// @inheritdoc IInstitutionAccount
    function revoke(bytes32 schema, bytes32 uid) external onlyDoor {
        EAS.revoke(RevocationRequest({schema: schema, data: RevocationRequestData({uid: uid, value: 0})}));
    }
}
