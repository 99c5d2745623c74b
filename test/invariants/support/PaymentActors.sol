// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {AccountStatus, AccountStatusChange} from "../../../contracts/accounts/IAccounts.sol";
import {Obligation, Side, SideChange} from "../../../contracts/clearing/IClearingHouse.sol";
import {InstitutionUpdate, ParticipantStatus} from "../../../contracts/participants/IParticipants.sol";
import {IssuerTotals, Lot} from "../../../contracts/points/IPoints.sol";
import {
    Charge,
    ChargeState,
    ChargeStatus,
    Consent,
    Redemption,
    RedemptionVoid,
    RefusalReason,
    Refund
} from "../../../contracts/redemptions/IRedemptionDesk.sol";
import {Approval, SignerProof} from "../../../contracts/values/Signatures.sol";
import {Keys, Key} from "./Keys.sol";
import {PaymentWorld} from "./PaymentWorld.sol";
import {vm} from "./Vm.sol";

/// @notice Random people of three cities: they earn, pay, cheat, void, refund, are suspended, and time passes.
/// A rule found broken is written in `violation`, since a revert inside an actor is only a refused act.
contract PaymentActors is PaymentWorld {
    using Keys for Key;

    struct Known {
        bytes32 chargeId;
        bool isHonest; // signed by both for its very terms
        ChargeStatus lastStatus;
        uint8 shop;
        uint256 returnedPoints; // by voids and refunds, as balances show
        Redemption item;
    }

    string public violation;
    uint256 public settledCount;
    uint256 public declinedCount;
    uint256 public returnedCount;

    Known[] internal _known;
    uint256 private _counter;
    mapping(uint8 cityId => uint256) internal _issuedByPosting;
    /// What burns and returns say that one city owes another, counted apart from the clearing house.
    mapping(uint32 period => mapping(uint8 debtor => mapping(uint8 creditor => int256))) internal _owed;
    mapping(uint32 period => bytes32) internal _sealed;

    // --- allowed acts ---

    function earn(uint256 who, uint256 city, uint256 amount) external {
        Resident storage resident = _residents[who % RESIDENTS];
        uint8 cityId = uint8(city % CITIES) + 1;
        bytes32 programmeId = _programmeIds[cityId - 1];
        uint128 wanted = uint128(amount % 800 + 1);
        uint32 week = uint32((block.timestamp / 1 days + 3) / 7);
        address institution = _shops[cityId - 1].merchant;
        programmes.reserve(programmeId, institution, wanted, week);
        uint128 issued = programmes.issue(programmeId, resident.account, week, wanted, wanted);
        if (issued > 0) points.issue(resident.account, cityId, issued);
        programmes.returnReserve(programmeId, institution, wanted - issued);
        _issuedByPosting[cityId] += issued;
    }

    function pay(uint256 who, uint256 where, uint256 amount) external {
        _submitOne(_remember(_honest(who, where, amount % 400 + 1), where, true));
    }

    /// Two charges of one person and the first of them again: each item must see what the one before did.
    function payBatch(uint256 who, uint256 where, uint256 amount) external {
        uint256 first = _remember(_honest(who, where, amount % 300 + 1), where, true);
        uint256 second = _remember(_honest(who, where + 1, amount % 250 + 1), where + 1, true);
        Redemption[] memory batch = new Redemption[](3);
        (batch[0], batch[1], batch[2]) = (_known[first].item, _known[second].item, _known[first].item);
        uint256[] memory before = _holdings();
        _redeem(batch);
        uint256 paid = _observe(first) + _observe(second);
        _must(_sum(before) == _sum(_holdings()) + paid, "I8 a batch burns what it settles");
        _countOwed(before, _known[first].shop, _known[second].shop);
    }

    function voidOne(uint256 which) external {
        Known storage known = _pick(which);
        RedemptionVoid memory act =
            RedemptionVoid(known.chargeId, keccak256(_shops[known.shop].terminal.signer()), _soon());
        bytes32 digest = digests.toSign(digests.redemptionVoid(act), address(desk));
        SignerProof memory proof = _shops[known.shop].terminal.prove(digest);
        uint256[] memory before = _holdings();
        uint128 points_ = desk.charge(known.chargeId).points;
        desk.voidRedemption(act, proof);
        _observe(which % _known.length);
        _must(_sum(_holdings()) == _sum(before) + points_, "a void returns the whole");
        known.returnedPoints += points_;
        _countOwed(before, known.shop, known.shop);
        ++returnedCount;
    }

    function refundOne(uint256 which, uint256 amount, bool byTreasury) external {
        Known storage known = _pick(which);
        Refund memory act = Refund(_random(), known.chargeId, uint128(amount % 500), 1, _soon());
        bytes32 structHash = digests.refund(act);
        SignerProof memory proof;
        Approval[] memory approvals;
        if (byTreasury) approvals = _approvals(known.shop + 1, 1, structHash, address(desk));
        else proof = _shops[known.shop].terminal.prove(digests.toSign(structHash, address(desk)));
        uint256[] memory before = _holdings();
        desk.refund(act, proof, approvals);
        _must(_sum(_holdings()) == _sum(before) + act.points, "a refund returns its points");
        known.returnedPoints += act.points;
        _countOwed(before, known.shop, known.shop);
        ++returnedCount;
    }

    function exchange(uint256 from, uint256 to, uint256 amount) external {
        address giver = _residents[from % RESIDENTS].account;
        Lot[] memory held = points.lotsInOrder(giver, 1, 2);
        if (held.length == 0 || from % RESIDENTS == to % RESIDENTS) return;
        Lot[] memory moved = new Lot[](1);
        moved[0] = Lot(held[0].cityId, uint128(amount % held[0].points + 1));
        points.move(giver, _residents[to % RESIDENTS].account, moved);
    }

    function passTime(uint256 seconds_) external {
        uint32 before = clearing.currentPeriod();
        vm.warp(block.timestamp + seconds_ % 3 days);
        uint32 period = clearing.currentPeriod();
        if (period != before) _sealed[before] = _periodHash(before);
    }

    function suspendShop(uint256 where, bool active) external {
        uint8 cityId = uint8(where % CITIES) + 1;
        address merchant = _shops[cityId - 1].merchant;
        InstitutionUpdate memory act = InstitutionUpdate(
            merchant,
            active ? ParticipantStatus.ACTIVE : ParticipantStatus.SUSPENDED,
            keccak256("profile"),
            1_500,
            participants.institution(merchant).revision,
            _soon()
        );
        participants.updateInstitution(
            act, _approvals(cityId, 1, digests.institutionUpdate(act), address(participants))
        );
    }

    function suspendResident(uint256 who, bool active) external {
        Resident storage resident = _residents[who % RESIDENTS];
        AccountStatusChange memory act = AccountStatusChange(
            resident.account,
            active ? AccountStatus.ACTIVE : AccountStatus.SUSPENDED,
            accounts.account(resident.account).revision,
            _soon()
        );
        accounts.changeStatus(
            act, _approvals(resident.cityId, 1, digests.accountStatusChange(act), address(accounts))
        );
    }

    function changeSide(uint256 own, uint256 other, bool asCreditor, uint256 ceiling, bool suspended) external {
        uint8 cityId = uint8(own % CITIES) + 1;
        uint8 otherCityId = uint8(other % CITIES) + 1;
        Side memory current = clearing.side(cityId, otherCityId, asCreditor);
        SideChange memory act = SideChange(
            cityId, otherCityId, asCreditor, uint128(ceiling % 900), suspended, current.revision, _soon()
        );
        clearing.changeSide(act, _approvals(cityId, 1, digests.sideChange(act), address(clearing)));
    }

    // --- forbidden acts: nothing may change ---

    /// One bit of one field changed after both have signed.
    function payChanged(uint256 who, uint256 where, uint256 amount, uint256 field, uint256 noise) external {
        Redemption memory item = _honest(who, where, amount % 300 + 1);
        _change(item, field % 12, noise);
        _submitForbidden(_remember(item, where, false), "I4 changed terms settle nothing");
    }

    function payTwice(uint256 which) external {
        if (_known.length == 0) return;
        uint256 index = which % _known.length;
        if (_known[index].lastStatus == ChargeStatus.UNUSED) return;
        _submitForbidden(index, "I4 a used charge settles nothing");
    }

    function payWithAnothersKey(uint256 who, uint256 thief, uint256 where, uint256 amount) external {
        if (who % RESIDENTS == thief % RESIDENTS) return;
        Redemption memory item = _honest(who, where, amount % 300 + 1);
        bytes32 digest = digests.toSign(digests.consent(item.consent), address(desk));
        item.account = _residents[thief % RESIDENTS].key.prove(digest);
        _submitForbidden(_remember(item, where, false), "I4 another's key settles nothing");
    }

    function payOutsideWindow(uint256 who, uint256 where, uint256 amount, bool early) external {
        Redemption memory item = _honest(who, where, amount % 300 + 1);
        uint256 before = block.timestamp;
        vm.warp(early ? before - 31 : before + 121);
        _submitForbidden(_remember(item, where, false), "I4 outside its window nothing settles");
        vm.warp(before);
    }

    function grabPoints(uint256 who, uint256 city, uint256 amount) external {
        address thief = _residents[who % RESIDENTS].account;
        address victim = _residents[(who + 1) % RESIDENTS].account;
        uint8 cityId = uint8(city % CITIES) + 1;
        Lot[] memory lots = new Lot[](1);
        lots[0] = Lot(cityId, uint128(amount % 1_000 + 1));
        bytes[8] memory calls = [
            abi.encodeCall(points.issue, (thief, cityId, lots[0].points)),
            abi.encodeCall(points.giveBack, (thief, lots)),
            abi.encodeCall(points.redeem, (victim, lots)),
            abi.encodeCall(points.move, (victim, thief, lots)),
            abi.encodeCall(points.transfer, (thief, cityId, 1)),
            abi.encodeCall(points.transferFrom, (victim, thief, cityId, 1)),
            abi.encodeCall(points.approve, (thief, cityId, 1)),
            abi.encodeCall(points.setOperator, (thief, true))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(thief);
            (bool done,) = address(points).call(calls[i]);
            _must(!done, "C8 nobody moves points alone");
        }
    }

    function forgeObligation(uint256 who, uint256 amount) external {
        address forger = _residents[who % RESIDENTS].account;
        bytes[2] memory calls = [
            abi.encodeCall(clearing.record, (1, 2, uint128(amount % 100 + 1), _random())),
            abi.encodeCall(clearing.reverse, (1, 2, uint128(amount % 100 + 1), _random()))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(forger);
            (bool done,) = address(clearing).call(calls[i]);
            _must(!done, "I5 only the desk records");
        }
    }

    // --- what the invariants read ---

    function knownCount() external view returns (uint256) {
        return _known.length;
    }

    function checkSupply() external view returns (bool) {
        for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
            IssuerTotals memory total = points.totals(cityId);
            uint256 held = 0;
            for (uint256 i = 0; i < RESIDENTS; ++i) held += points.balanceOf(_residents[i].account, cityId);
            if (held != uint256(total.issuedPoints) - total.redeemedPoints + total.returnedPoints) return false;
            if (total.issuedPoints != _issuedByPosting[cityId]) return false;
            if (total.issuedPoints != programmes.programme(_programmeIds[cityId - 1]).issuedPoints) return false;
        }
        return true;
    }

    function checkHeldBits() external view returns (bool) {
        for (uint256 i = 0; i < RESIDENTS; ++i) {
            uint256 bits = points.heldCities(_residents[i].account);
            uint256 total = 0;
            for (uint8 cityId = 1; cityId <= CITIES; ++cityId) {
                uint256 balance = points.balanceOf(_residents[i].account, cityId);
                if ((bits >> cityId & 1 == 1) != (balance > 0)) return false;
                total += balance;
            }
            if (bits >> (CITIES + 1) != 0 || total != points.totalOf(_residents[i].account)) return false;
        }
        return true;
    }

    function checkCharges() external view returns (bool) {
        for (uint256 i = 0; i < _known.length; ++i) {
            ChargeState memory state = desk.charge(_known[i].chargeId);
            if (_known[i].returnedPoints > state.points) return false;
            if (state.status == ChargeStatus.SETTLED && state.refundedPoints != _known[i].returnedPoints) return false;
            if (state.status == ChargeStatus.VOIDED && state.refundedPoints != 0) return false;
            if (state.status != _known[i].lastStatus) return false;
            if (!_known[i].isHonest && state.status != ChargeStatus.UNUSED) return false;
        }
        return true;
    }

    function checkObligations() external view returns (bool) {
        uint32 last = clearing.currentPeriod();
        for (uint32 period = 0; period <= last; ++period) {
            int256 sum = 0;
            for (uint8 a = 1; a <= CITIES; ++a) {
                sum += clearing.netPosition(a, period);
                for (uint8 b = 1; b <= CITIES; ++b) {
                    Obligation memory owed = clearing.obligation(a, b, period);
                    int256 net = int256(uint256(owed.recordedPoints)) - int256(uint256(owed.reversedPoints));
                    if (net != _owed[period][a][b]) return false;
                }
            }
            if (sum != 0) return false;
        }
        return true;
    }

    function checkPastPeriods() external view returns (bool) {
        uint32 last = clearing.currentPeriod();
        for (uint32 period = 0; period < last; ++period) {
            // A period over which time jumped was empty and stays so.
            bytes32 sealed_ = _sealed[period];
            if (sealed_ != 0 && sealed_ != _periodHash(period)) return false;
        }
        return true;
    }

    // --- helpers ---

    function _honest(uint256 who, uint256 where, uint256 amount) private returns (Redemption memory item) {
        Resident storage resident = _residents[who % RESIDENTS];
        Shop storage shop = _shops[where % CITIES];
        item.charge = Charge(
            shop.merchant,
            keccak256(shop.terminal.signer()),
            uint128(amount),
            _random(),
            _random(),
            uint64(block.timestamp + 120)
        );
        bytes32 chargeId = digests.charge(item.charge);
        item.consent = Consent(
            resident.account,
            chargeId,
            shop.merchant,
            uint128(amount),
            uint64(block.timestamp - 30),
            uint64(block.timestamp + 120)
        );
        item.account = resident.key.prove(digests.toSign(digests.consent(item.consent), address(desk)));
        item.terminal = shop.terminal.prove(digests.toSign(chargeId, address(desk)));
    }

    function _change(Redemption memory item, uint256 field, uint256 noise) private pure {
        uint256 bit = 1 << (noise % 64);
        Charge memory asked = item.charge;
        Consent memory given = item.consent;
        if (field == 0) asked.merchant = address(uint160(asked.merchant) ^ uint160(bit));
        if (field == 1) asked.terminal ^= bytes32(bit);
        if (field == 2) asked.points ^= uint128(bit);
        if (field == 3) asked.offerHash ^= bytes32(bit);
        if (field == 4) asked.random ^= bytes32(bit);
        if (field == 5) asked.validBefore ^= uint64(bit);
        if (field == 6) given.account = address(uint160(given.account) ^ uint160(bit));
        if (field == 7) given.chargeId ^= bytes32(bit);
        if (field == 8) given.merchant = address(uint160(given.merchant) ^ uint160(bit));
        if (field == 9) given.points ^= uint128(bit);
        if (field == 10) given.validAfter ^= uint64(bit);
        if (field == 11) given.validBefore ^= uint64(bit);
    }

    function _remember(Redemption memory item, uint256 where, bool isHonest) private returns (uint256 index) {
        index = _known.length;
        Known storage known = _known.push();
        known.chargeId = digests.charge(item.charge);
        known.isHonest = isHonest;
        known.shop = uint8(where % CITIES);
        known.item = item;
    }

    function _submitOne(uint256 index) private {
        Redemption[] memory batch = new Redemption[](1);
        batch[0] = _known[index].item;
        RefusalReason foreseen = desk.preview(batch[0]);
        bool mayPay = _mayPay(batch[0]);
        uint256[] memory before = _holdings();
        _redeem(batch);
        uint256 paid = _observe(index);
        _must((paid > 0) == (foreseen == RefusalReason.NONE), "preview answers as redeem");
        _must(paid == 0 || mayPay, "I6 a suspended one authorizes nothing");
        _must(_sum(before) == _sum(_holdings()) + paid, "I8 a charge burns its points");
        _countOwed(before, _known[index].shop, _known[index].shop);
    }

    /// Whatever its items hold, a batch is answered.
    function _redeem(Redemption[] memory batch) private {
        try desk.redeem(batch) {}
        catch {
            _must(false, "D11 no item sinks its batch");
        }
    }

    function _mayPay(Redemption memory item) private view returns (bool) {
        return accounts.account(item.consent.account).status == AccountStatus.ACTIVE
            && participants.isActiveInstitution(item.charge.merchant);
    }

    function _submitForbidden(uint256 index, string memory rule) private {
        Redemption[] memory batch = new Redemption[](1);
        batch[0] = _known[index].item;
        uint256[] memory before = _holdings();
        ChargeStatus status = desk.charge(_known[index].chargeId).status;
        _redeem(batch);
        _must(_sum(before) == _sum(_holdings()), rule);
        _must(desk.charge(_known[index].chargeId).status == status, rule);
    }

    /// @return paid points of a charge that has just settled
    function _observe(uint256 index) private returns (uint256 paid) {
        Known storage known = _known[index];
        ChargeState memory state = desk.charge(known.chargeId);
        (ChargeStatus from, ChargeStatus to) = (known.lastStatus, state.status);
        bool isForward = from == to || from == ChargeStatus.UNUSED
            || (from == ChargeStatus.SETTLED && to == ChargeStatus.VOIDED);
        _must(isForward, "I4 no state returns");
        known.lastStatus = to;
        if (from != ChargeStatus.UNUSED || to == ChargeStatus.UNUSED) return 0;
        if (to == ChargeStatus.DECLINED) ++declinedCount;
        if (to != ChargeStatus.SETTLED) return 0;
        ++settledCount;
        return state.points;
    }

    /// Counts, from balances alone, what the change since `before` makes cities owe, and looks at the ceilings.
    /// Two shops are told apart only if the change is that of one city; batches go to the clearing house's word.
    function _countOwed(uint256[] memory before, uint8 shop, uint8 otherShop) private {
        uint32 period = clearing.currentPeriod();
        uint256[] memory afterwards = _holdings();
        for (uint8 issuer = 1; issuer <= CITIES; ++issuer) {
            int256 fallen = int256(_ofIssuer(before, issuer)) - int256(_ofIssuer(afterwards, issuer));
            int256 counted = 0;
            for (uint8 creditor = 1; creditor <= CITIES; ++creditor) {
                if (creditor == issuer) continue;
                Obligation memory owed = clearing.obligation(issuer, creditor, period);
                int256 net = int256(uint256(owed.recordedPoints)) - int256(uint256(owed.reversedPoints));
                int256 change = net - _owed[period][issuer][creditor];
                _must(change == 0 || creditor == shop + 1 || creditor == otherShop + 1, "I5 only the pair concerned");
                _must(change <= 0 || net <= _ceiling(issuer, creditor), "I5 never above the ceiling");
                _owed[period][issuer][creditor] = net;
                counted += change;
            }
            bool isOwnShop = issuer == shop + 1 || issuer == otherShop + 1;
            _must(isOwnShop || counted == fallen, "I5 all burned elsewhere is owed");
        }
    }

    function _ceiling(uint8 debtor, uint8 creditor) private view returns (int256) {
        uint256 standard = participants.city(debtor).population;
        uint256 own = _sideOr(clearing.side(debtor, creditor, false), standard);
        uint256 other = _sideOr(clearing.side(creditor, debtor, true), standard);
        return int256(own < other ? own : other);
    }

    function _sideOr(Side memory side, uint256 standard) private pure returns (uint256) {
        if (!side.isSet) return standard;
        return side.suspended ? 0 : side.ceilingPoints;
    }

    function _holdings() private view returns (uint256[] memory holdings) {
        holdings = new uint256[](RESIDENTS * CITIES);
        for (uint256 i = 0; i < holdings.length; ++i) {
            holdings[i] = points.balanceOf(_residents[i / CITIES].account, i % CITIES + 1);
        }
    }

    function _ofIssuer(uint256[] memory holdings, uint8 issuer) private pure returns (uint256 sum) {
        for (uint256 i = issuer - 1; i < holdings.length; i += CITIES) sum += holdings[i];
    }

    function _sum(uint256[] memory holdings) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < holdings.length; ++i) sum += holdings[i];
    }

    function _periodHash(uint32 period) private view returns (bytes32 hash) {
        for (uint8 a = 1; a <= CITIES; ++a) {
            for (uint8 b = 1; b <= CITIES; ++b) hash = keccak256(abi.encode(hash, clearing.obligation(a, b, period)));
        }
    }

    function _pick(uint256 which) private view returns (Known storage) {
        require(_known.length > 0, "nothing yet");
        return _known[which % _known.length];
    }

    function _random() private returns (bytes32) {
        return keccak256(abi.encode("random", ++_counter));
    }

    function _must(bool isKept, string memory rule) private {
        if (!isKept && bytes(violation).length == 0) violation = rule;
    }
}
