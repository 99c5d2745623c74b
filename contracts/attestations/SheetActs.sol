// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {DisputeDecision, LineDispute, LineProof, Sheet, SheetRevocation, SheetStrike} from "./IEarningSheets.sol";

/// @title Hashes of what is signed about sheets, and of a sheet's lines
/// @notice The only place with their typehashes (EIP-712).
library SheetActs {
    bytes32 internal constant SHEET_TYPEHASH = keccak256(
        "Sheet(address institution,bytes32 programmeId,bytes32 activityId,uint32 weekIndex,uint16 part,uint32 lineCount,uint64 totalQuantity,bytes32 linesRoot,uint64 validBefore)"
    );
    bytes32 internal constant LINE_DISPUTE_TYPEHASH =
        keccak256("LineDispute(bytes32 sheetId,uint32 index,uint8 cityId,uint8 reasonCode,uint64 validBefore)");
    bytes32 internal constant DISPUTE_DECISION_TYPEHASH = keccak256(
        "DisputeDecision(bytes32 sheetId,uint32 index,bool struck,uint8 reasonCode,uint32 round,uint64 validBefore)"
    );
    bytes32 internal constant SHEET_STRIKE_TYPEHASH =
        keccak256("SheetStrike(bytes32 sheetId,uint8 reasonCode,uint64 validBefore)");
    bytes32 internal constant SHEET_REVOCATION_TYPEHASH =
        keccak256("SheetRevocation(bytes32 sheetId,uint8 reasonCode,uint64 validBefore)");
    /// A line is never signed by itself; its typehash keeps a leaf from being read as anything else.
    bytes32 internal constant LINE_TYPEHASH =
        keccak256("Line(bytes32 sheetId,uint32 index,address account,uint64 quantity,bytes32 salt)");

    function hash(Sheet calldata sheet) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                SHEET_TYPEHASH,
                sheet.institution,
                sheet.programmeId,
                sheet.activityId,
                sheet.weekIndex,
                sheet.part,
                sheet.lineCount,
                sheet.totalQuantity,
                sheet.linesRoot,
                sheet.validBefore
            )
        );
    }

    function hash(LineDispute calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(LINE_DISPUTE_TYPEHASH, act.sheetId, act.index, act.cityId, act.reasonCode, act.validBefore)
        );
    }

    function hash(DisputeDecision calldata act) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                DISPUTE_DECISION_TYPEHASH,
                act.sheetId,
                act.index,
                act.struck,
                act.reasonCode,
                act.round,
                act.validBefore
            )
        );
    }

    function hash(SheetStrike calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(SHEET_STRIKE_TYPEHASH, act.sheetId, act.reasonCode, act.validBefore));
    }

    function hash(SheetRevocation calldata act) internal pure returns (bytes32) {
        return keccak256(abi.encode(SHEET_REVOCATION_TYPEHASH, act.sheetId, act.reasonCode, act.validBefore));
    }

    /// @return the business facts that make a sheet one; its replay guard (D7)
    function idOf(address institution, bytes32 programmeId, bytes32 activityId, uint32 weekIndex, uint16 part)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(institution, programmeId, activityId, weekIndex, part));
    }

    /// @return leaf of OpenZeppelin's StandardMerkleTree: hashed twice, so that no inner node passes for a leaf
    function leafOf(bytes32 sheetId, LineProof calldata line) internal pure returns (bytes32 leaf) {
        return keccak256(
            bytes.concat(
                keccak256(abi.encode(LINE_TYPEHASH, sheetId, line.index, line.account, line.quantity, line.salt))
            )
        );
    }
}
