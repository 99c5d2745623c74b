// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {LineStatus, SheetState, SheetStatus} from "../../contracts/attestations/IEarningSheets.sol";
import {Programme} from "../../contracts/points/IProgrammes.sol";
import {SheetsActors} from "./support/SheetsActors.sol";

/// @notice I2 and I3 for sheets, and that exchanges make nothing, whatever the order of acts.
contract AttestationsTest {
    /// What the test runner asks of `targetSelectors`.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    SheetsActors private actors;

    function setUp() public {
        actors = new SheetsActors();
        actors.found();
        actors.giveEverybodyPoints();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actors);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory acts = new bytes4[](9);
        acts[0] = SheetsActors.file.selector;
        acts[1] = SheetsActors.post.selector;
        acts[2] = SheetsActors.dispute.selector;
        acts[3] = SheetsActors.decide.selector;
        acts[4] = SheetsActors.lapse.selector;
        acts[5] = SheetsActors.endWhole.selector;
        acts[6] = SheetsActors.wait.selector;
        acts[7] = SheetsActors.exchange.selector;
        acts[8] = SheetsActors.observe.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(actors), acts);
    }

    /// I2: reserved + issued ≤ budget, and both are exactly what the programme's sheets say.
    function invariant_I2_programmesReserveAndIssueWhatSheetsSay() public view {
        for (uint8 cityId = 1; cityId <= 2; ++cityId) {
            uint256 reserved;
            uint256 issued;
            for (uint256 i = 0; i < actors.sheetCount(); ++i) {
                SheetState memory sheet = actors.sheets().sheet(actors.sheetIds(i));
                if (sheet.cityId != cityId) continue;
                reserved += sheet.reservedPoints;
                issued += sheet.issuedPoints;
            }
            Programme memory programme = actors.programmes().programme(actors.programmeOf(cityId));
            require(programme.reservedPoints == reserved, "reserve differs from the sheets'");
            require(programme.issuedPoints == issued, "issued differs from the sheets'");
            require(reserved + issued <= programme.budgetPoints, "over budget");
            require(actors.points().totals(cityId).issuedPoints == issued, "points outside a sheet");
            uint256 used =
                actors.programmes().allotment(actors.programmeOf(cityId), actors.institutionOf(cityId)).usedPoints;
            require(used == reserved + issued, "allotment differs");
        }
    }

    /// I2: a sheet that ended holds no reserve; its lines are all closed.
    function invariant_I2_anEndedSheetHoldsNoReserve() public view {
        for (uint256 i = 0; i < actors.sheetCount(); ++i) {
            SheetState memory sheet = actors.sheets().sheet(actors.sheetIds(i));
            if (sheet.status == SheetStatus.FILED) {
                require(sheet.closedLineCount < sheet.lineCount, "complete but open");
                continue;
            }
            require(sheet.reservedPoints == 0 && sheet.disputedLineCount == 0, "ended with a reserve");
            require(sheet.closedLineCount == sheet.lineCount, "ended with open lines");
        }
    }

    /// I3: counts agree with the lines' own statuses.
    function invariant_I3_countsAgreeWithLines() public view {
        for (uint256 i = 0; i < actors.sheetCount(); ++i) {
            bytes32 sheetId = actors.sheetIds(i);
            SheetState memory sheet = actors.sheets().sheet(sheetId);
            uint256 closed;
            uint256 disputed;
            for (uint32 index = 0; index < sheet.lineCount; ++index) {
                LineStatus status = actors.sheets().lineStatus(sheetId, index);
                if (status == LineStatus.POSTED || status == LineStatus.STRUCK) ++closed;
                if (status == LineStatus.DISPUTED) ++disputed;
            }
            require(closed == sheet.closedLineCount && disputed == sheet.disputedLineCount, "counts differ");
            require(sheet.postedQuantity <= sheet.totalQuantity, "more than was signed");
        }
    }

    /// I3: weekly ceilings hold, in points of a programme and in minutes of all cities.
    function invariant_I3_weeklyCeilingsHold() public view {
        for (uint256 i = 0; i < actors.sheetCount(); ++i) {
            SheetState memory sheet = actors.sheets().sheet(actors.sheetIds(i));
            for (uint256 who = 0; who < 3; ++who) {
                (uint128 points, uint32 minutesUsed) =
                    actors.programmes().weeklyUse(sheet.programmeId, actors.resident(who), sheet.weekIndex);
                require(points <= 500 && minutesUsed <= 2400, "over a week's ceiling");
            }
        }
    }

    /// Nothing is made by an exchange: all balances together are what was issued.
    function invariant_A12_exchangesMakeNothing() public view {
        uint256 held;
        for (uint256 who = 0; who < 3; ++who) held += actors.points().totalOf(actors.resident(who));
        uint256 issued = uint256(actors.points().totals(1).issuedPoints) + actors.points().totals(2).issuedPoints;
        require(held == issued, "balances differ from what was issued");
    }

    /// I3 and refusals: a line posts once, a closed one never changes, nobody else's signature works.
    function invariant_I3_nothingForbiddenHappened() public {
        actors.observe();
        require(bytes(actors.broken()).length == 0, actors.broken());
    }

    /// An invariant proves nothing about what never happens: the actors must reach every ending.
    function test_actorsReachEveryOutcome() public {
        for (uint256 i = 0; i < 400; ++i) {
            actors.file(i);
            actors.dispute(i);
            actors.exchange(i);
            actors.decide(i);
            if (i % 2 == 0) actors.post(i);
            if (i % 3 == 0) actors.wait(i);
            actors.lapse(i);
            if (i % 5 == 0) actors.endWhole(i);
            actors.observe();
        }
        require(bytes(actors.broken()).length == 0, actors.broken());
        uint256[6] memory ended;
        uint256 struckLines;
        for (uint256 i = 0; i < actors.sheetCount(); ++i) {
            SheetState memory sheet = actors.sheets().sheet(actors.sheetIds(i));
            ++ended[uint256(sheet.status)];
            if (sheet.status == SheetStatus.FINISHED && sheet.postedQuantity < sheet.totalQuantity) ++struckLines;
        }
        require(ended[uint256(SheetStatus.FINISHED)] > 4, "no sheet was finished");
        require(ended[uint256(SheetStatus.STRUCK)] > 0, "no sheet was struck");
        require(ended[uint256(SheetStatus.REVOKED)] > 0, "no sheet was revoked");
        require(ended[uint256(SheetStatus.EXPIRED)] > 0, "no sheet expired");
        require(struckLines > 0, "no line was struck in a dispute");
        require(actors.settledCount() > 5, "too few exchanges");
        require(actors.disputeCount() > 5, "too few disputes");
    }
}
