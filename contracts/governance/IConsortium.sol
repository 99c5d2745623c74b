// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

enum MemberStatus {
    NONE,
    ACTIVE,
    SUSPENDED,
    DEPARTED
}

struct Member {
    address authority; // the city's own institution in `Participants`: who the member is on the ledger
    address validator; // address of its node's key
    MemberStatus status;
    uint32 revision;
    uint64 joinedAt; // seconds
    uint64 departedAt; // seconds; 0 while it belongs
}

/// @notice A member as it founds the consortium or joins it.
struct NewMember {
    uint8 cityId;
    address authority;
    address validator;
    uint32 population;
}

/// @title The member cities, their validators and their dated populations
/// @notice QBFT reads `getValidators()` after each block. The set is always the validators of ACTIVE members, in the
/// order in which they came. State lies where proofs look for it: slot 0 holds the array of validators, each word
/// the address in its low 160 bits and the city's id in the next 8.
/// Every change is the timelock's alone: the council's decision, executed.
interface IConsortium {
    error ConsortiumNotTimelock(address sender);
    error ConsortiumMemberExists(uint8 cityId);
    error ConsortiumMemberUnknown(uint8 cityId);
    error ConsortiumStatusRefused(uint8 cityId, MemberStatus current);
    error ConsortiumCityIdRefused(uint8 cityId);
    error ConsortiumAuthorityRefused(address authority);
    error ConsortiumValidatorRefused(address validator);
    error ConsortiumValidatorRepeated(address validator);
    error ConsortiumPopulationRefused(uint32 population);
    error ConsortiumTooFewValidators(uint256 remaining, uint256 minimum);
    error ConsortiumTooManyChanges(uint256 changes, uint256 limit);

    event MemberJoined(uint8 indexed cityId, address authority, address validator, uint32 population);
    event MemberDeparted(uint8 indexed cityId, address validator);
    event MemberSuspended(uint8 indexed cityId, address validator);
    event MemberReinstated(uint8 indexed cityId, address validator);
    event ValidatorReplaced(uint8 indexed cityId, address previousValidator, address validator);
    event PopulationRecorded(uint8 indexed cityId, uint32 population);

    function join(NewMember calldata member) external;
    /// @notice The member's key seals no more from the next block on. Its id is never given to another.
    function depart(uint8 cityId) external;
    /// @notice Takes vote and validator away until it is reinstated.
    function suspend(uint8 cityId) external;
    function reinstate(uint8 cityId) external;
    function replaceValidator(uint8 cityId, address validator) external;
    /// @notice Dated: ballots that are open keep the figures of their proposal.
    function recordPopulation(uint8 cityId, uint32 population) external;

    function getValidators() external view returns (address[] memory);
    function timelock() external view returns (address);
    function member(uint8 cityId) external view returns (Member memory);
    /// @return the ids of every member that ever was
    function memberIds() external view returns (uint8[] memory);
    function activeMemberCount() external view returns (uint256);
    /// @param timepoint seconds, not in the future; the state at its end
    function isActiveAt(uint8 cityId, uint48 timepoint) external view returns (bool);
    function activeMemberCountAt(uint48 timepoint) external view returns (uint256);
    /// @return 0 unless the member is ACTIVE at `timepoint`
    function populationAt(uint8 cityId, uint48 timepoint) external view returns (uint256);
    /// @return Σ populationAt over all members
    function totalPopulationAt(uint48 timepoint) external view returns (uint256);
}
