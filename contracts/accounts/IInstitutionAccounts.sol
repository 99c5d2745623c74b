// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

/// @title Factory of institutions' accounts
/// @notice Minimal clones at addresses predicted from a salt. Only REGISTRAR creates.
interface IInstitutionAccounts {
    error InstitutionAccountsNotRegistrar(address sender);

    event InstitutionAccountCreated(address indexed institution, bytes32 salt);

    function create(bytes32 salt) external returns (address institution);
    function predict(bytes32 salt) external view returns (address institution);
    /// @return whether this address is a clone made here: the only contract accounts that sign-in and EAS accept [S4]
    function isInstitutionAccount(address institution) external view returns (bool);
}
