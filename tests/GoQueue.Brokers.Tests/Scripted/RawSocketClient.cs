using System.Net.Sockets;
using GoQueue.Brokers.Scripted;

namespace GoQueue.Brokers.Tests.Scripted;

/// <summary>A client that speaks AMQP with its bare hands, for what a proper client would not do.</summary>
internal sealed class RawSocketClient : IAsyncDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawSocketClient> OpenAsync(Uri uri, string publishTo)
    {
        var client = new RawSocketClient();
        await client._client.ConnectAsync(uri.Host, uri.Port);
        await client.SendAsync("AMQP\0\0\x09\x01"u8.ToArray());
        Assert.Equal(AmqpMethod.ConnectionStart, await client.ReadMethodAsync());
        await client.SendAsync(AmqpFrames.Method(AmqpMethod.ConnectionStartOk, 0, static writer => writer
            .Table(new Dictionary<string, object>()).ShortText("PLAIN").LongText("\0guest\0guest").ShortText("en_US")));
        Assert.Equal(AmqpMethod.ConnectionTune, await client.ReadMethodAsync());
        await client.SendAsync(AmqpFrames.Method(AmqpMethod.ConnectionTuneOk, 0, static writer => writer.Short(10).Long(131_072).Short(0)));
        await client.SendAsync(AmqpFrames.Method(AmqpMethod.ConnectionOpen, 0, static writer => writer.ShortText("/").ShortText("").Octet(0)));
        Assert.Equal(AmqpMethod.ConnectionOpenOk, await client.ReadMethodAsync());
        await client.SendAsync(AmqpFrames.Method(AmqpMethod.ChannelOpen, 1, static writer => writer.ShortText("")));
        Assert.Equal(AmqpMethod.ChannelOpenOk, await client.ReadMethodAsync());
        await client.PublishAsync(publishTo);
        return client;
    }

    public async Task PublishAsync(string exchange)
    {
        await SendAsync(AmqpFrames.Method(AmqpMethod.BasicPublish, 1, writer => writer.Short(0).ShortText(exchange).ShortText("key").Octet(1)));
        await SendAsync(AmqpFrames.Frame(2, 1, new AmqpWriter().Short(60).Short(0).LongLong(1).Short(0).ToArray()));
        await SendAsync(AmqpFrames.Frame(3, 1, [42]));
    }

    public async Task SendAsync(byte[] bytes) => await _client.GetStream().WriteAsync(bytes);

    public async Task<AmqpMethod> ReadMethodAsync()
    {
        using var bound = new CancellationTokenSource(Eventually.DefaultBound);
        byte[] header = new byte[7];
        await _client.GetStream().ReadExactlyAsync(header, bound.Token);
        byte[] payload = new byte[System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3)) + 1];
        await _client.GetStream().ReadExactlyAsync(payload, bound.Token);
        return (AmqpMethod)System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(payload);
    }

    /// <summary>Everything that comes until the end, and how the end comes.</summary>
    public async Task<(byte[] Bytes, SocketEnd End)> ReadToEndAsync()
    {
        using var bound = new CancellationTokenSource(Eventually.DefaultBound);
        List<byte> all = [];
        byte[] one = new byte[1];
        try
        {
            // One by one: a reset throws away what the system holds but has not handed over.
            while (await _client.Client.ReceiveAsync(one, bound.Token) > 0)
            {
                all.Add(one[0]);
            }

            return ([.. all], SocketEnd.Fin);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return ([.. all], SocketEnd.Reset);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
