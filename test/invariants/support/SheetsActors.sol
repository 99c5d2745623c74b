// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {
    DisputeDecision,
    LineDispute,
    LineProof,
    LineStatus,
    Sheet,
    SheetRevocation,
    SheetState,
    SheetStatus,
    SheetStrike
} from "../../../contracts/attestations/IEarningSheets.sol";
import {Exchange, ExchangeKind} from "../../../contracts/attestations/IServiceExchanges.sol";
import {ExchangeActs} from "../../../contracts/attestations/ExchangeActs.sol";
import {SheetActs} from "../../../contracts/attestations/SheetActs.sol";
import {Approval, SignerProof} from "../../../contracts/values/Signatures.sol";
import {Weeks} from "../../../contracts/values/Weeks.sol";
import {AttestationsWorld} from "./AttestationsWorld.sol";
import {vm} from "./Vm.sol";

/// @notice Random people doing what they may and what they may not. A refused act changes nothing and is ignored; what
/// must not happen even once is recorded in `broken`.
contract SheetsActors is AttestationsWorld {
    using SheetActs for Sheet;
    using SheetActs for LineDispute;
    using SheetActs for DisputeDecision;
    using SheetActs for SheetStrike;
    using SheetActs for SheetRevocation;
    using ExchangeActs for Exchange;

    uint32 public constant LINE_COUNT = 3;
    uint256 internal constant PAIR_POINTS_MAX = 600;

    struct Told {
        address account;
        uint64 quantity;
        LineStatus final_; // POSTED or STRUCK once seen so
        uint256 postings;
    }

    bytes32[] public sheetIds;
    mapping(bytes32 sheetId => mapping(uint32 index => Told)) private _told;
    mapping(bytes32 pairKey => mapping(uint32 weekIndex => uint256)) private _pairWeek;
    uint256 private _serial;
    string public broken;
    uint256 public settledCount;
    uint256 public disputeCount;

    function sheetCount() external view returns (uint256) {
        return sheetIds.length;
    }

    /// @notice Two weeks of a full ceiling in both cities, so that exchanges have something to move from the start.
    function giveEverybodyPoints() external {
        uint32 weekIndex = Weeks.indexAt(block.timestamp);
        for (uint32 i = 0; i < 4; ++i) {
            uint8 cityId = i % 2 == 0 ? BROSSARD : MAGOG;
            Sheet memory sheet = _blankSheet(cityId, weekIndex - i / 2);
            bytes32 sheetId = _idOf(sheet);
            for (uint32 index = 0; index < LINE_COUNT; ++index) {
                _told[sheetId][index] = Told(resident(index), 300, LineStatus.OPEN, 0);
            }
            sheet.totalQuantity = 900;
            _submit(sheet, COORDINATOR_KEY + cityId);
        }
        vm.warp(block.timestamp + WINDOW_SECONDS + 1);
        for (uint256 i = 0; i < 4; ++i) sheets.post(sheetIds[i], _allLines(sheetIds[i]));
    }

    function file(uint256 seed) external {
        seed = _mixed(seed);
        uint8 cityId = seed % 2 == 0 ? BROSSARD : MAGOG;
        Sheet memory sheet = _blankSheet(cityId, Weeks.indexAt(block.timestamp) - uint32((seed >> 8) % 3));
        bytes32 sheetId = _idOf(sheet);
        if (sheets.sheet(sheetId).status != SheetStatus.NONE) return;
        for (uint32 i = 0; i < LINE_COUNT; ++i) {
            uint64 quantity = uint64(1 + (seed >> (16 + 16 * i)) % 200);
            _told[sheetId][i] = Told(resident((seed >> (100 + 8 * i)) % RESIDENT_COUNT), quantity, LineStatus.OPEN, 0);
            sheet.totalQuantity += quantity;
        }
        // Sometimes the coordinator signs a total too low for the lines.
        if (seed % 7 == 0) sheet.totalQuantity -= 1;
        // Sometimes a stranger signs, or the other city's coordinator.
        uint256 key = seed % 11 == 0 ? RESIDENT_KEY : seed % 13 == 0 ? COORDINATOR_KEY + 3 - cityId : COORDINATOR_KEY + cityId;
        if (_submit(sheet, key) && key != COORDINATOR_KEY + cityId) broken = "a stranger filed a sheet";
    }

    function post(uint256 seed) external {
        seed = _mixed(seed);
        bytes32 sheetId = _pick(seed);
        LineProof[] memory lines = _allLines(sheetId);
        // Sometimes a line comes twice, asks for more than was signed, or for somebody else.
        if (seed % 4 == 0) lines[1] = lines[0];
        if (seed % 5 == 0) lines[1].quantity += 1;
        if (seed % 5 == 1) lines[2].account = resident((seed >> 64) % RESIDENT_COUNT);
        uint256 supply = _issued();
        LineStatus[] memory before = _statuses(sheetId);
        try sheets.post(sheetId, lines) {} catch {}
        if (_issued() > supply && block.timestamp <= sheets.sheet(sheetId).windowEndsAt) broken = "points before the window's end";
        for (uint32 i = 0; i < LINE_COUNT; ++i) {
            if (before[i] != LineStatus.POSTED && sheets.lineStatus(sheetId, i) == LineStatus.POSTED) {
                _told[sheetId][i].postings += 1;
                if (before[i] != LineStatus.OPEN) broken = "a line posted that was not open";
            }
        }
    }

    function dispute(uint256 seed) external {
        seed = _mixed(seed);
        uint8 cityId = uint8(seed % 3);
        LineDispute memory act =
            LineDispute(_pick(seed), uint32(seed >> 16) % (LINE_COUNT + 1), cityId, uint8(seed), ALWAYS);
        bytes32 digest = digestOf(sheets, this.hashDispute(act));
        SignerProof memory coordinator = _sign(COORDINATOR_KEY + BROSSARD, digest);
        Approval[] memory approvals = cityId == 0 ? new Approval[](0) : _approvals(cityId, digest, 1);
        try sheets.dispute(act, coordinator, approvals) {
            ++disputeCount;
        } catch {}
    }

    function decide(uint256 seed) external {
        seed = _mixed(seed);
        bytes32 sheetId = _pick(seed);
        uint32 index = uint32(seed >> 16) % LINE_COUNT;
        DisputeDecision memory act = DisputeDecision(
            sheetId, index, seed % 2 == 0, 1, sheets.disputeOf(sheetId, index).round, ALWAYS
        );
        uint8 cityId = seed % 5 == 0 ? BROSSARD : sheets.sheet(sheetId).cityId;
        try sheets.decide(act, _approvals(cityId, digestOf(sheets, this.hashDecision(act)), 1)) {} catch {}
    }

    function endWhole(uint256 seed) external {
        seed = _mixed(seed);
        // Rarely, so that most sheets live long enough to post.
        if (seed % 4 != 0) return;
        bytes32 sheetId = _pick(seed >> 8);
        SheetState memory state = sheets.sheet(sheetId);
        uint256 held = _issued();
        if (seed % 3 == 0) {
            SheetStrike memory act = SheetStrike(sheetId, 1, ALWAYS);
            try sheets.strikeSheet(act, _approvals(state.cityId, digestOf(sheets, this.hashStrike(act)), 1)) {} catch {}
        } else if (seed % 3 == 1) {
            SheetRevocation memory act = SheetRevocation(sheetId, 1, ALWAYS);
            bytes32 digest = digestOf(sheets, this.hashRevocation(act));
            try sheets.revoke(act, _sign(COORDINATOR_KEY + state.cityId, digest)) {} catch {}
        } else {
            try sheets.expire(sheetId) {} catch {}
        }
        if (_issued() != held) broken = "ending a sheet moved points";
    }

    function lapse(uint256 seed) external {
        seed = _mixed(seed);
        try sheets.lapse(_pick(seed), uint32(seed >> 16) % LINE_COUNT) {} catch {}
    }

    function wait(uint256 seed) external {
        seed = _mixed(seed);
        uint256[4] memory steps = [uint256(1 hours), 8 days, 15 days, 61 days];
        // Long waits are rare: they would expire everything.
        vm.warp(block.timestamp + steps[seed % 10 < 9 ? seed % 3 : 3]);
    }

    function exchange(uint256 seed) external {
        seed = _mixed(seed);
        uint256 giver = seed % RESIDENT_COUNT;
        uint256 taker = seed % 20 == 0 ? giver : (giver + 1 + (seed >> 8) % 2) % RESIDENT_COUNT;
        Exchange memory act = Exchange({
            exchangeId: keccak256(abi.encode(_serial++, seed % 9 == 0 ? 1 : seed)),
            provider: resident(giver),
            receiver: resident(taker),
            points: uint128((seed >> 16) % 500),
            quantityMinutes: uint32((seed >> 32) % 240),
            kind: seed % 2 == 0 ? ExchangeKind.SERVICE : ExchangeKind.OBJECT,
            termsHash: bytes32(seed),
            validBefore: uint64(block.timestamp + 1 days)
        });
        bytes32 digest = digestOf(exchanges, this.hashExchange(act));
        uint256 sum = points.totalOf(act.provider) + points.totalOf(act.receiver);
        bool isForged = seed % 10 == 0;
        try exchanges.settle(act, _sign(RESIDENT_KEY + giver, digest), _sign(RESIDENT_KEY + (isForged ? giver : taker), digest)) {
            if (isForged) broken = "an exchange with one side's signature";
            if (giver == taker) broken = "an exchange with oneself";
            _countPair(act);
            ++settledCount;
        } catch {}
        if (giver != taker && points.totalOf(act.provider) + points.totalOf(act.receiver) != sum) broken = "an exchange made or lost points";
    }

    /// @notice Remembers final states and says so when one changed.
    function observe() external {
        for (uint256 i = 0; i < sheetIds.length; ++i) {
            for (uint32 index = 0; index < LINE_COUNT; ++index) {
                Told storage told = _told[sheetIds[i]][index];
                LineStatus status = sheets.lineStatus(sheetIds[i], index);
                if (told.final_ != LineStatus.OPEN && told.final_ != status) broken = "a closed line changed";
                if (status == LineStatus.POSTED || status == LineStatus.STRUCK) told.final_ = status;
                if (told.postings > 1) broken = "a line posted twice";
            }
        }
    }

    function hashSheet(Sheet calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashDispute(LineDispute calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashDecision(DisputeDecision calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashStrike(SheetStrike calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashRevocation(SheetRevocation calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function hashExchange(Exchange calldata act) external pure returns (bytes32) {
        return act.hash();
    }

    function leafOf(bytes32 sheetId, LineProof calldata line) external pure returns (bytes32) {
        return SheetActs.leafOf(sheetId, line);
    }

    /// The runner likes small and round numbers; a choice made of their low bits would nearly always be the same.
    function _mixed(uint256 seed) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed)));
    }

    /// One of the three latest: older ones have mostly ended.
    function _pick(uint256 seed) private view returns (bytes32) {
        return sheetIds[sheetIds.length - 1 - seed % 3];
    }

    function _blankSheet(uint8 cityId, uint32 weekIndex) private returns (Sheet memory) {
        return Sheet({
            institution: institutionOf[cityId],
            programmeId: programmeOf[cityId],
            activityId: bytes32(++_serial),
            weekIndex: weekIndex,
            part: 0,
            lineCount: LINE_COUNT,
            totalQuantity: 0,
            linesRoot: 0,
            validBefore: ALWAYS
        });
    }

    function _submit(Sheet memory sheet, uint256 key) private returns (bool) {
        bytes32 sheetId = _idOf(sheet);
        sheet.linesRoot = _root(sheetId);
        try sheets.submit(sheet, _sign(key, digestOf(sheets, this.hashSheet(sheet)))) {
            sheetIds.push(sheetId);
            return true;
        } catch {
            return false;
        }
    }

    function _idOf(Sheet memory sheet) private view returns (bytes32) {
        return sheets.sheetIdOf(sheet.institution, sheet.programmeId, sheet.activityId, sheet.weekIndex, sheet.part);
    }

    function _allLines(bytes32 sheetId) private view returns (LineProof[] memory lines) {
        lines = new LineProof[](LINE_COUNT);
        for (uint32 i = 0; i < LINE_COUNT; ++i) lines[i] = _line(sheetId, i);
    }

    function _statuses(bytes32 sheetId) private view returns (LineStatus[] memory statuses) {
        statuses = new LineStatus[](LINE_COUNT);
        for (uint32 i = 0; i < LINE_COUNT; ++i) statuses[i] = sheets.lineStatus(sheetId, i);
    }

    function _issued() private view returns (uint256) {
        return uint256(points.totals(BROSSARD).issuedPoints) + points.totals(MAGOG).issuedPoints;
    }

    function _countPair(Exchange memory act) private {
        bytes32 key = act.provider < act.receiver
            ? keccak256(abi.encode(act.provider, act.receiver))
            : keccak256(abi.encode(act.receiver, act.provider));
        uint32 week = Weeks.indexAt(block.timestamp);
        _pairWeek[key][week] += act.points;
        uint256 sum = _pairWeek[key][week] + _pairWeek[key][week - 1] + _pairWeek[key][week - 2] + _pairWeek[key][week - 3];
        if (sum > PAIR_POINTS_MAX) broken = "a pair over its four weeks";
    }

    /// The tree of three leaves: ((0, 1), 2).
    function _root(bytes32 sheetId) private view returns (bytes32) {
        return _join(_join(_leaf(sheetId, 0), _leaf(sheetId, 1)), _leaf(sheetId, 2));
    }

    function _line(bytes32 sheetId, uint32 index) private view returns (LineProof memory line) {
        line = _bare(sheetId, index);
        if (index == 2) {
            line.proof = new bytes32[](1);
            line.proof[0] = _join(_leaf(sheetId, 0), _leaf(sheetId, 1));
        } else {
            line.proof = new bytes32[](2);
            line.proof[0] = _leaf(sheetId, 1 - index);
            line.proof[1] = _leaf(sheetId, 2);
        }
    }

    function _bare(bytes32 sheetId, uint32 index) private view returns (LineProof memory) {
        Told storage told = _told[sheetId][index];
        return LineProof(index, told.account, told.quantity, keccak256(abi.encode(sheetId, index)), new bytes32[](0));
    }

    function _leaf(bytes32 sheetId, uint32 index) private view returns (bytes32) {
        return this.leafOf(sheetId, _bare(sheetId, index));
    }

    function _join(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
