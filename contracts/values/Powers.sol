// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

/// @notice Powers that a city grants to accounts. `Authority` scopes each to one city.
library Powers {
    /// Grants and withdraws powers, suspends and closes residents' and officers' accounts.
    bytes32 internal constant ADMIN = keccak256("ADMIN");
    /// Accredits institutions, appoints their coordinators.
    bytes32 internal constant ACCREDIT = keccak256("ACCREDIT");
    /// Opens and raises programmes (two officers), closes them, sets allotments, decides disputes.
    bytes32 internal constant PROGRAMME = keccak256("PROGRAMME");
    /// Ceilings of what other cities owe, refunds.
    bytes32 internal constant TREASURY = keccak256("TREASURY");
    /// Reads everything of the city; signs nothing that changes the ledger.
    bytes32 internal constant AUDIT = keccak256("AUDIT");
    /// Proposes and votes for the city in the council, asks for the emergency pause.
    bytes32 internal constant COUNCIL = keccak256("COUNCIL");
    /// Held by the city's service: opens accounts, enrols terminals, adds delayed keys.
    bytes32 internal constant ENROL = keccak256("ENROL");
    /// Held by the city's service: sends transactions. No contract reads it; the network's admission does.
    bytes32 internal constant RELAY = keccak256("RELAY");
}

/// @notice Roles of the consortium's own contracts, held through OpenZeppelin's AccessControl of `Authority`.
library Roles {
    /// The timelock of the council: cities, common parameters, roles of contracts.
    bytes32 internal constant CONSORTIUM = keccak256("CONSORTIUM");
    /// May issue, burn, give back and move points.
    bytes32 internal constant MOVER = keccak256("MOVER");
    /// `EarningSheets`: reserves and issues under programmes.
    bytes32 internal constant SHEETS = keccak256("SHEETS");
    /// `RedemptionDesk`: consumes caps and records obligations.
    bytes32 internal constant DESK = keccak256("DESK");
    /// May make an institution's account attest and revoke in EAS.
    bytes32 internal constant DOOR = keccak256("DOOR");
    /// `Participants`: opens the account of an accredited institution.
    bytes32 internal constant REGISTRAR = keccak256("REGISTRAR");
}
