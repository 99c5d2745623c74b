// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.29;

import {Sheet} from "./IEarningSheets.sol";

/// @title A sheet as EAS keeps it
/// @notice Five words carry every field; the institution is the attester. Decoded at once, here and nowhere else: no
/// other length and no stray bit is a sheet [X1].
library SheetAttestation {
    /// `shape` holds, from its lowest bit: validBefore (64), totalQuantity (64), lineCount (32), part (16),
    /// weekIndex (32), then 48 zeros.
    string internal constant SCHEMA =
        "bytes32 programmeId,bytes32 activityId,bytes32 linesRoot,bytes32 signerHash,uint256 shape";
    uint256 private constant DATA_LENGTH = 160;
    uint256 private constant SHAPE_BITS = 208;

    /// @param signerHash of the coordinator's key, so that the attestation itself says which key signed
    function encode(Sheet calldata sheet, bytes32 signerHash) internal pure returns (bytes memory) {
        uint256 shape = uint256(sheet.validBefore) | (uint256(sheet.totalQuantity) << 64)
            | (uint256(sheet.lineCount) << 128) | (uint256(sheet.part) << 160) | (uint256(sheet.weekIndex) << 176);
        return abi.encode(sheet.programmeId, sheet.activityId, sheet.linesRoot, signerHash, shape);
    }

    function isWellFormed(bytes calldata data) internal pure returns (bool) {
        return data.length == DATA_LENGTH && uint256(bytes32(data[128:])) >> SHAPE_BITS == 0;
    }

    /// @dev `data` is well formed: whoever decodes asked first.
    function decode(bytes calldata data, address attester)
        internal
        pure
        returns (Sheet memory sheet, bytes32 signerHash)
    {
        uint256 shape;
        sheet.institution = attester;
        (sheet.programmeId, sheet.activityId, sheet.linesRoot, signerHash, shape) =
            abi.decode(data, (bytes32, bytes32, bytes32, bytes32, uint256));
        sheet.validBefore = uint64(shape);
        sheet.totalQuantity = uint64(shape >> 64);
        sheet.lineCount = uint32(shape >> 128);
        sheet.part = uint16(shape >> 160);
        sheet.weekIndex = uint32(shape >> 176);
    }
}
