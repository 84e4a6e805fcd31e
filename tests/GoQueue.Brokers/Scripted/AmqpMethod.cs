namespace GoQueue.Brokers.Scripted;

/// <summary>The methods of AMQP 0-9-1 that a publisher meets, as class number × 65536 + method number (amqp0-9-1.extended.xml).</summary>
public enum AmqpMethod
{
    /// <summary>The broker's greeting.</summary>
    ConnectionStart = (10 << 16) | 10,

    /// <summary>The client's credentials.</summary>
    ConnectionStartOk = (10 << 16) | 11,

    /// <summary>The broker's limits.</summary>
    ConnectionTune = (10 << 16) | 30,

    /// <summary>The limits that the client chose.</summary>
    ConnectionTuneOk = (10 << 16) | 31,

    /// <summary>The client chooses a vhost.</summary>
    ConnectionOpen = (10 << 16) | 40,

    /// <summary>The vhost is open.</summary>
    ConnectionOpenOk = (10 << 16) | 41,

    /// <summary>One side ends the connection and says why.</summary>
    ConnectionClose = (10 << 16) | 50,

    /// <summary>The other side has read it.</summary>
    ConnectionCloseOk = (10 << 16) | 51,

    /// <summary>The broker reads no more for the time being.</summary>
    ConnectionBlocked = (10 << 16) | 60,

    /// <summary>The broker reads again.</summary>
    ConnectionUnblocked = (10 << 16) | 61,

    /// <summary>The client's credentials changed.</summary>
    ConnectionUpdateSecret = (10 << 16) | 70,

    /// <summary>The new credentials are accepted.</summary>
    ConnectionUpdateSecretOk = (10 << 16) | 71,

    /// <summary>The client opens a channel.</summary>
    ChannelOpen = (20 << 16) | 10,

    /// <summary>The channel is open.</summary>
    ChannelOpenOk = (20 << 16) | 11,

    /// <summary>Publishing is to stop or to go on.</summary>
    ChannelFlow = (20 << 16) | 20,

    /// <summary>The other side obeys.</summary>
    ChannelFlowOk = (20 << 16) | 21,

    /// <summary>One side ends the channel and says why.</summary>
    ChannelClose = (20 << 16) | 40,

    /// <summary>The other side has read it.</summary>
    ChannelCloseOk = (20 << 16) | 41,

    /// <summary>The client declares an exchange, or asks whether it exists.</summary>
    ExchangeDeclare = (40 << 16) | 10,

    /// <summary>The exchange exists.</summary>
    ExchangeDeclareOk = (40 << 16) | 11,

    /// <summary>The client deletes an exchange.</summary>
    ExchangeDelete = (40 << 16) | 20,

    /// <summary>The exchange is deleted.</summary>
    ExchangeDeleteOk = (40 << 16) | 21,

    /// <summary>The client declares a queue.</summary>
    QueueDeclare = (50 << 16) | 10,

    /// <summary>The queue exists.</summary>
    QueueDeclareOk = (50 << 16) | 11,

    /// <summary>The client binds a queue.</summary>
    QueueBind = (50 << 16) | 20,

    /// <summary>The queue is bound.</summary>
    QueueBindOk = (50 << 16) | 21,

    /// <summary>A message comes; its header and body frames follow.</summary>
    BasicPublish = (60 << 16) | 40,

    /// <summary>A mandatory message found no queue; its header and body frames follow.</summary>
    BasicReturn = (60 << 16) | 50,

    /// <summary>The broker took a message, or all up to it.</summary>
    BasicAck = (60 << 16) | 80,

    /// <summary>The broker refused a message, or all up to it.</summary>
    BasicNack = (60 << 16) | 120,

    /// <summary>The client wants confirms.</summary>
    ConfirmSelect = (85 << 16) | 10,

    /// <summary>The channel confirms from now on.</summary>
    ConfirmSelectOk = (85 << 16) | 11,
}
