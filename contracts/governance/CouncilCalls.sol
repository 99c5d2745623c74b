// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IAuthority} from "../participants/IAuthority.sol";
import {IParticipants} from "../participants/IParticipants.sol";
import {Roles} from "../values/Powers.sol";
import {ICouncil} from "./ICouncil.sol";

/// @notice The contracts through which the council could change who governs.
struct Seats {
    address consortium;
    address authority;
    address timelock;
    address council;
}

/// @notice What a proposal may ask of the timelock, and which calls concern who sits and how it is decided.
/// @dev Anything that the timelock may do, the council may decide. The exceptions are the calls after which the
/// council would no longer be the one that decides, alone and for ever: nobody, by no majority, hands over its seat.
library CouncilCalls {
    uint256 internal constant CALLS_MAX = 10;
    /// A longer delay would make every later decision wait beyond repair.
    uint256 internal constant TIMELOCK_DELAY_MAX_SECONDS = 30 days;

    bytes32 private constant DEFAULT_ADMIN_ROLE = 0x00;
    uint256 private constant SELECTOR_BYTES = 4;
    uint256 private constant ONE_WORD_BYTES = 36;

    /// @notice Reverts with `CouncilTargetRefused` unless the council may decide the call.
    /// @return whether it concerns membership, validators or the council's own rules: first ballot only, two thirds
    function check(Seats memory seats, address target, bytes calldata data) internal view returns (bool) {
        bytes4 selector = data.length >= SELECTOR_BYTES ? bytes4(data[:SELECTOR_BYTES]) : bytes4(0);
        // A call to an address without code succeeds and does nothing: it would be text, not a decision [X1].
        bool allowed = data.length >= SELECTOR_BYTES && target.code.length > 0;
        if (target == seats.timelock) {
            allowed = allowed && selector == TimelockController.updateDelay.selector
                && uint256(_firstWord(data)) <= TIMELOCK_DELAY_MAX_SECONDS;
        } else if (target == seats.council) {
            allowed = allowed && selector == ICouncil.changeBallotTimes.selector;
        } else if (target == seats.authority) {
            allowed = allowed && !_movesConsortium(selector, _firstWord(data));
        }
        require(allowed, ICouncil.CouncilTargetRefused(target, selector));
        return target == seats.consortium || target == seats.timelock || target == seats.council
            || _concernsCity(selector);
    }

    /// @dev Whatever its target: a city enters, ends, or gets an officer, hence a voter, that it did not name.
    function _concernsCity(bytes4 selector) private pure returns (bool) {
        return selector == IParticipants.addCity.selector || selector == IParticipants.closeCity.selector
            || selector == IAuthority.grantFounding.selector;
    }

    /// @dev The consortium's two roles stay where the deployment left them, with the timelock and nobody else.
    function _movesConsortium(bytes4 selector, bytes32 role) private pure returns (bool) {
        if (selector == IAccessControl.renounceRole.selector) return true;
        if (selector != IAccessControl.grantRole.selector && selector != IAccessControl.revokeRole.selector) return false;
        return role == Roles.CONSORTIUM || role == DEFAULT_ADMIN_ROLE;
    }

    /// @dev All ones when there is none: more than any delay, and no role.
    function _firstWord(bytes calldata data) private pure returns (bytes32) {
        return data.length >= ONE_WORD_BYTES ? bytes32(data[SELECTOR_BYTES:ONE_WORD_BYTES]) : bytes32(type(uint256).max);
    }
}
