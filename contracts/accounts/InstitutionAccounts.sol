// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IEAS} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {Roles} from "../values/Powers.sol";
import {IInstitutionAccounts} from "./IInstitutionAccounts.sol";
import {InstitutionAccount} from "./InstitutionAccount.sol";

/// @title Factory of institutions' accounts
/// @dev One implementation, deployed here and never replaced (D4: the only clones of the system run fixed code).
contract InstitutionAccounts is IInstitutionAccounts {
    IAuthority private immutable AUTHORITY;
    address private immutable IMPLEMENTATION;

    mapping(address institution => bool) private _made;

    constructor(IAuthority authority, IEAS eas) {
        AUTHORITY = authority;
        IMPLEMENTATION = address(new InstitutionAccount(eas, authority));
    }

    /// @inheritdoc IInstitutionAccounts
    function create(bytes32 salt) external returns (address institution) {
        require(AUTHORITY.hasRole(Roles.REGISTRAR, msg.sender), InstitutionAccountsNotRegistrar(msg.sender));
        institution = Clones.cloneDeterministic(IMPLEMENTATION, salt);
        _made[institution] = true;
        emit InstitutionAccountCreated(institution, salt);
    }

    /// @inheritdoc IInstitutionAccounts
    function predict(bytes32 salt) external view returns (address institution) {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, salt);
    }

    /// @inheritdoc IInstitutionAccounts
    function isInstitutionAccount(address institution) external view returns (bool) {
        return _made[institution];
    }
}
