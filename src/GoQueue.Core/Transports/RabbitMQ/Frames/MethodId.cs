namespace GoQueue.Transports.RabbitMQ.Frames;

/// <summary>
/// The methods that publishing channels send and receive: class id in the upper 16 bits, method id in the lower (AMQP
/// 0-9-1, section 1).
/// </summary>
internal enum MethodId : uint
{
    ConnectionOpenOk = (10 << 16) | 41,
    ConnectionClose = (10 << 16) | 50,
    ConnectionCloseOk = (10 << 16) | 51,
    ConnectionBlocked = (10 << 16) | 60,
    ConnectionUnblocked = (10 << 16) | 61,
    ChannelOpen = (20 << 16) | 10,
    ChannelOpenOk = (20 << 16) | 11,
    ChannelFlow = (20 << 16) | 20,
    ChannelFlowOk = (20 << 16) | 21,
    ChannelClose = (20 << 16) | 40,
    ChannelCloseOk = (20 << 16) | 41,
    BasicPublish = (60 << 16) | 40,
    BasicReturn = (60 << 16) | 50,
    BasicAck = (60 << 16) | 80,
    BasicNack = (60 << 16) | 120,
    ConfirmSelect = (85 << 16) | 10,
    ConfirmSelectOk = (85 << 16) | 11,
}
