package dev.guildhall.rpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.placement.Placement.Member;
import dev.guildhall.common.placement.Placement.Owner;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.PoolMember;
import org.junit.jupiter.api.Test;

class PlacementCodecTest {

    @Test
    void aMemberWithoutASlotHasThatOfItsName() {
        // Given
        Assignments assignments =
                Assignments.newBuilder()
                        .addPool(PoolMember.newBuilder().setPod("a").setEpoch(3))
                        .addPool(PoolMember.newBuilder().setPod("b").setEpoch(4).setSlot("c"))
                        .build();

        // Then
        assertThat(PlacementCodec.fromProto(assignments).pool())
                .containsExactly(Member.of("a", 3), new Member("c", new Owner("b", 4)));
    }
}
