// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Roles} from "../values/Powers.sol";
import {AccountBook} from "./AccountBook.sol";
import {Caps, IAccounts, SignerKind} from "./IAccounts.sol";

/// @title What an account may spend a charge and a day, by kind of key [W11]
/// @dev Counted per (account, kind), whatever the number of keys: a fourth stolen phone adds nothing to a first one.
abstract contract AccountCaps is AccountBook {
    /// A raise waits a day, so that whoever holds a stolen key for an hour gains nothing by it.
    uint64 private constant RAISE_WAIT_SECONDS = 1 days;

    /// The council's, for one kind of key.
    struct CapParameters {
        Caps defaults;
        uint128 ceilingPerDayPoints;
    }

    /// An account's own choice; until it makes one, the defaults of the day hold.
    struct ChosenCaps {
        bool isChosen;
        uint64 raisedFrom; // seconds; 0 unless a raise waits or has come into force
        Caps current;
        Caps raised;
    }

    /// One word: the UTC day and what was spent in it. Another day reads as nothing spent.
    struct Spending {
        uint64 unixDay;
        uint128 points;
    }

    mapping(SignerKind kind => CapParameters) private _parameters;
    mapping(address account => mapping(SignerKind kind => ChosenCaps)) private _chosen;
    mapping(address account => mapping(SignerKind kind => Spending)) private _spending;

    modifier onlyDesk() {
        require(AUTHORITY.hasRole(Roles.DESK, msg.sender), AccountsNotDesk(msg.sender));
        _;
    }

    /// @inheritdoc IAccounts
    function setCapParameters(
        SignerKind kind,
        uint128 defaultPerChargePoints,
        uint128 defaultPerDayPoints,
        uint128 ceilingPerDayPoints
    ) external {
        _checkConsortium();
        _checkKindHasCaps(kind);
        uint128 highest = defaultPerDayPoints > defaultPerChargePoints ? defaultPerDayPoints : defaultPerChargePoints;
        require(highest <= ceilingPerDayPoints, AccountsCapAboveCeiling(highest, ceilingPerDayPoints));

        _parameters[kind] = CapParameters(Caps(defaultPerChargePoints, defaultPerDayPoints), ceilingPerDayPoints);
        emit CapParametersChanged(kind, defaultPerChargePoints, defaultPerDayPoints, ceilingPerDayPoints);
    }

    /// @inheritdoc IAccounts
    function consumeCap(address id, SignerKind kind, uint128 points) external onlyDesk returns (bool) {
        if (kind == SignerKind.NONE) return false;
        Caps memory allowed = _capsNow(id, kind);
        if (points > allowed.perChargePoints) return false;
        uint256 spentPoints = uint256(_spentToday(id, kind)) + points;
        if (spentPoints > allowed.perDayPoints) return false;
        // Narrowing is safe: spentPoints <= perDayPoints, a uint128.
        _spending[id][kind] = Spending(_today(), uint128(spentPoints));
        return true;
    }

    /// @inheritdoc IAccounts
    /// @dev Never below zero: what was consumed on an earlier day is no longer counted, and returning it must not fail.
    function giveBackCap(address id, SignerKind kind, uint128 points) external onlyDesk {
        uint128 spentPoints = _spentToday(id, kind);
        _spending[id][kind] = Spending(_today(), spentPoints > points ? spentPoints - points : 0);
    }

    /// @inheritdoc IAccounts
    function caps(address id, SignerKind kind) external view returns (Caps memory current, uint128 spentTodayPoints) {
        return (_capsNow(id, kind), _spentToday(id, kind));
    }

    /// @dev Each of the two figures falls at once and rises after the wait, so that lowering one while raising the
    /// other cannot be refused. A new choice replaces a raise that still waits.
    function _chooseCaps(address id, SignerKind kind, Caps memory wanted, uint32 revision) internal {
        _checkKindHasCaps(kind);
        uint128 ceiling = _parameters[kind].ceilingPerDayPoints;
        require(wanted.perDayPoints <= ceiling, AccountsCapAboveCeiling(wanted.perDayPoints, ceiling));
        require(wanted.perChargePoints <= ceiling, AccountsCapAboveCeiling(wanted.perChargePoints, ceiling));

        Caps memory before = _capsNow(id, kind);
        Caps memory atOnce = _lower(before, wanted);
        bool raises = !_same(atOnce, wanted);
        uint64 raisedFrom = raises ? uint64(block.timestamp) + RAISE_WAIT_SECONDS : 0;
        _chosen[id][kind] = ChosenCaps(true, raisedFrom, atOnce, wanted);
        if (!raises || !_same(atOnce, before)) {
            emit CapsChanged(
                id, kind, atOnce.perChargePoints, atOnce.perDayPoints, uint64(block.timestamp), revision
            );
        }
        if (raises) {
            emit CapsChanged(id, kind, wanted.perChargePoints, wanted.perDayPoints, raisedFrom, revision);
        }
    }

    /// @dev Never above the council's ceiling, also where the ceiling fell after the choice. A FULL key has no cap a
    /// charge of its own: its daily one is the only limit.
    function _capsNow(address id, SignerKind kind) private view returns (Caps memory current) {
        CapParameters storage parameters = _parameters[kind];
        ChosenCaps storage chosen = _chosen[id][kind];
        if (!chosen.isChosen) {
            current = parameters.defaults;
        } else if (chosen.raisedFrom != 0 && block.timestamp >= chosen.raisedFrom) {
            current = chosen.raised;
        } else {
            current = chosen.current;
        }
        uint128 ceiling = parameters.ceilingPerDayPoints;
        current = _lower(current, Caps(ceiling, ceiling));
        if (kind == SignerKind.FULL) current.perChargePoints = current.perDayPoints;
    }

    function _spentToday(address id, SignerKind kind) private view returns (uint128) {
        Spending memory spending = _spending[id][kind];
        return spending.unixDay == _today() ? spending.points : 0;
    }

    function _today() private view returns (uint64) {
        return uint64(block.timestamp / 1 days);
    }

    function _checkKindHasCaps(SignerKind kind) private pure {
        require(kind != SignerKind.NONE, AccountsSignerKindRefused(kind));
    }

    function _lower(Caps memory a, Caps memory b) private pure returns (Caps memory) {
        return Caps(
            uint128(Math.min(a.perChargePoints, b.perChargePoints)), uint128(Math.min(a.perDayPoints, b.perDayPoints))
        );
    }

    function _same(Caps memory a, Caps memory b) private pure returns (bool) {
        return a.perChargePoints == b.perChargePoints && a.perDayPoints == b.perDayPoints;
    }
}
