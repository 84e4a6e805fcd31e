using System.Net.Sockets;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Frames;

/// <summary>Gives RabbitMQ.Client a stream that remembers what it writes.</summary>
internal sealed class RecordingTcpClient(Socket socket, Action<RecordingStream> created) : TcpClientAdapter(socket)
{
    public override NetworkStream GetStream()
    {
        var stream = new RecordingStream(Client);
        created(stream);
        return stream;
    }
}
