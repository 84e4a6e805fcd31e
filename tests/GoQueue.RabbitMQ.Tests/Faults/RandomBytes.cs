using System.Buffers.Binary;

namespace GoQueue.RabbitMQ.Tests.Faults;

/// <summary>Bytes that no broker sends, from plain noise to frames that are right but for one thing.</summary>
internal static class RandomBytes
{
    private const byte FrameEnd = 0xCE;

    private static readonly (ushort Class, ushort Method)[] s_methods =
        [(10, 10), (10, 30), (10, 41), (10, 50), (10, 51), (10, 60), (10, 61), (20, 11), (20, 20), (20, 40), (20, 41), (40, 11), (60, 50), (60, 60), (60, 80), (60, 120), (85, 11)];

    public static byte[] Create(Random random) => random.Next(6) switch
    {
        0 => Noise(random, 1 + random.Next(300)),
        // A frame of a known kind with noise in it.
        1 => Frame((byte)(1 + random.Next(3)), (ushort)random.Next(8), Noise(random, random.Next(100))),
        // A frame of no kind, on any channel.
        2 => Frame((byte)random.Next(256), (ushort)random.Next(65_536), Noise(random, random.Next(100))),
        // A known method with noise for arguments.
        3 => Frame(1, (ushort)random.Next(8), Method(random)),
        // A length that does not fit.
        4 => WithLength(Frame(1, (ushort)random.Next(3), Method(random)), random.Next(3) switch { 0 => -1, 1 => int.MaxValue, _ => random.Next(200_000) }),
        // No end of the frame.
        _ => WithoutEnd(Frame(1, 1, Method(random)), random),
    };

    private static byte[] Noise(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Method(Random random)
    {
        (ushort classId, ushort method) = s_methods[random.Next(s_methods.Length)];
        byte[] payload = new byte[4 + random.Next(40)];
        random.NextBytes(payload);
        BinaryPrimitives.WriteUInt16BigEndian(payload, classId);
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(2), method);
        return payload;
    }

    private static byte[] Frame(byte kind, ushort channel, byte[] payload)
    {
        byte[] frame = new byte[payload.Length + 8];
        frame[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), channel);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(3), payload.Length);
        payload.CopyTo(frame, 7);
        frame[^1] = FrameEnd;
        return frame;
    }

    private static byte[] WithLength(byte[] frame, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(3), length);
        return frame;
    }

    private static byte[] WithoutEnd(byte[] frame, Random random)
    {
        frame[^1] = (byte)random.Next(FrameEnd);
        return frame;
    }
}
