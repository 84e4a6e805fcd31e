namespace GoQueue.Brokers.Scripted;

/// <content>What the broker does on its own account: handshake, channels, declarations, and the assembly of messages.</content>
public sealed partial class ScriptedConnection
{
    private readonly Dictionary<int, ScriptedChannel> _channels = [];
    private readonly Dictionary<int, IncomingContent> _contents = [];
    private readonly List<string> _secrets = [];
    private bool _greeted;
    private bool _deaf;
    private volatile bool _closing;

    /// <summary>The secrets that the client sent with connection.update-secret.</summary>
    public IReadOnlyList<string> UpdatedSecrets
    {
        get
        {
            lock (_secrets)
            {
                return [.. _secrets];
            }
        }
    }

    /// <returns>How many bytes were used.</returns>
    private int Consume(ReadOnlySpan<byte> bytes, Action startHeartbeats)
    {
        int used = 0;
        if (!_greeted)
        {
            if (bytes.Length < 8)
            {
                return 0;
            }

            if (!bytes[..8].SequenceEqual("AMQP\0\0\x09\x01"u8))
            {
                // As RabbitMQ answers: with the protocol that it speaks.
                Send("AMQP\0\0\x09\x01"u8.ToArray());
                End(SocketEnd.Fin);
                _deaf = true;
                return bytes.Length;
            }

            _greeted = true;
            used = 8;
            Send(AmqpFrames.Start());
        }

        while (bytes.Length - used >= 7)
        {
            var header = new AmqpReader(bytes.Slice(used, 7));
            byte type = header.Octet();
            int channel = header.Short();
            long length = header.Long();
            if (length + 8 > FrameMax + 8L)
            {
                // Where the next frame begins is not to be trusted: nothing more is understood, the client's own close ends it.
                Close(501, $"FRAME_ERROR - type {type}, frame of {length + 8} bytes is larger than {FrameMax}");
                _deaf = true;
                return bytes.Length;
            }

            if (bytes.Length - used < length + 8)
            {
                break;
            }

            ReadOnlySpan<byte> payload = bytes.Slice(used + 7, (int)length);
            if (bytes[used + 7 + (int)length] != 0xCE)
            {
                Close(501, "FRAME_ERROR - no frame end mark");
                _deaf = true;
                return bytes.Length;
            }

            used += (int)length + 8;
            OnFrame(type, channel, payload, startHeartbeats);
        }

        return used;
    }

    private void OnFrame(byte type, int channel, ReadOnlySpan<byte> payload, Action startHeartbeats)
    {
        switch (type)
        {
            case 1:
                var reader = new AmqpReader(payload);
                var method = (AmqpMethod)(int)reader.Long();
                bool dropped = _closing && method is not (AmqpMethod.ConnectionCloseOk or AmqpMethod.ConnectionClose);
                if (dropped || _broker.Options.OnMethod?.Invoke(this, method, channel) is true)
                {
                    break;
                }

                if (channel == 0)
                {
                    OnConnectionMethod(method, reader, startHeartbeats);
                }
                else
                {
                    OnChannelMethod(method, channel, reader);
                }

                break;
            case 2 or 3 when !_closing:
                OnContent(type, channel, payload);
                break;
        }
    }

    private void OnConnectionMethod(AmqpMethod method, AmqpReader reader, Action startHeartbeats)
    {
        switch (method)
        {
            case AmqpMethod.ConnectionStartOk:
                ClientProperties = reader.Table();
                reader.ShortText();
                string[] credentials = reader.LongText().Split('\0');
                User = credentials.ElementAtOrDefault(1) ?? "";
                if (_broker.Options.AcceptsCredentials(User, credentials.ElementAtOrDefault(2) ?? ""))
                {
                    Send(AmqpFrames.Tune(_broker.Options.ChannelMax, _broker.Options.FrameMax, _broker.Options.HeartbeatSeconds));
                }
                else
                {
                    Close(403, "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.", AmqpMethod.ConnectionStartOk);
                }

                break;
            case AmqpMethod.ConnectionTuneOk:
                reader.Short();
                FrameMax = (int)reader.Long();
                HeartbeatSeconds = reader.Short();
                startHeartbeats();
                break;
            case AmqpMethod.ConnectionOpen:
                Vhost = reader.ShortText();
                if (_broker.Options.AcceptsVhost(Vhost))
                {
                    IsOpen = true;
                    Send(AmqpFrames.Method(AmqpMethod.ConnectionOpenOk, 0, static writer => writer.ShortText("")));
                    _broker.ReportOpened();
                }
                else
                {
                    Close(530, $"NOT_ALLOWED - vhost {Vhost} not found", AmqpMethod.ConnectionOpen);
                }

                break;
            case AmqpMethod.ConnectionUpdateSecret:
                lock (_secrets)
                {
                    _secrets.Add(reader.LongText());
                }

                Send(AmqpFrames.Method(AmqpMethod.ConnectionUpdateSecretOk, 0));
                break;
            case AmqpMethod.ConnectionClose:
                Send(AmqpFrames.Method(AmqpMethod.ConnectionCloseOk, 0));
                End(SocketEnd.Fin);
                break;
            case AmqpMethod.ConnectionCloseOk:
                End(SocketEnd.Fin);
                break;
            default:
                Close(503, $"COMMAND_INVALID - {method} is not for channel 0", method);
                break;
        }
    }

    private void OnChannelMethod(AmqpMethod method, int number, AmqpReader reader)
    {
        if (method == AmqpMethod.ChannelOpen)
        {
            Change(() => _channels[number] = new ScriptedChannel(this, number));
            _contents.Remove(number);
            Send(AmqpFrames.Method(AmqpMethod.ChannelOpenOk, number, static writer => writer.Long(0)));
            return;
        }

        if (!_channels.TryGetValue(number, out ScriptedChannel? channel))
        {
            Close(504, "CHANNEL_ERROR - expected 'channel.open'", method);
            return;
        }

        switch (method)
        {
            case AmqpMethod.ChannelClose:
                channel.IsClosed = true;
                Send(AmqpFrames.Method(AmqpMethod.ChannelCloseOk, number));
                if (!channel.IsClosing)
                {
                    Change(() => _channels.Remove(number));
                }

                break;
            case AmqpMethod.ChannelCloseOk:
                Change(() => _channels.Remove(number));
                break;
            case var _ when channel.IsClosing:
                break;
            case AmqpMethod.BasicPublish:
                reader.Short();
                _contents[number] = new IncomingContent(reader.ShortText(), reader.ShortText(), (reader.Octet() & 1) != 0);
                break;
            default:
                AnswerDeclaration(method, channel, reader);
                break;
        }
    }

    private void AnswerDeclaration(AmqpMethod method, ScriptedChannel channel, AmqpReader reader)
    {
        void Answer(AmqpMethod answer, Action<AmqpWriter>? arguments = null) => Send(AmqpFrames.Method(answer, channel.Number, arguments));

        switch (method)
        {
            case AmqpMethod.ConfirmSelect:
                channel.Confirms = true;
                Answer(AmqpMethod.ConfirmSelectOk);
                break;
            case AmqpMethod.ExchangeDeclare:
                reader.Short();
                string exchange = reader.ShortText();
                reader.ShortText();
                bool passive = (reader.Octet() & 1) != 0;
                if (passive && !HasExchange(exchange))
                {
                    channel.Close(404, $"NOT_FOUND - no exchange '{exchange}' in vhost '{Vhost}'", method);
                }
                else
                {
                    Answer(AmqpMethod.ExchangeDeclareOk);
                }

                break;
            case AmqpMethod.QueueDeclare:
                reader.Short();
                string queue = reader.ShortText();
                Answer(AmqpMethod.QueueDeclareOk, writer => writer.ShortText(queue).Long(0).Long(0));
                break;
            case AmqpMethod.ExchangeDelete or AmqpMethod.QueueBind or AmqpMethod.ChannelFlow:
                // The answer's number is the method's plus one.
                Answer(method + 1, method == AmqpMethod.ChannelFlow ? static writer => writer.Octet(1) : null);
                break;
            case AmqpMethod.ChannelFlowOk:
                break;
            default:
                Close(540, $"NOT_IMPLEMENTED - {method}", method);
                break;
        }
    }

    private void OnContent(byte type, int number, ReadOnlySpan<byte> payload)
    {
        if (!_channels.TryGetValue(number, out ScriptedChannel? channel))
        {
            Close(504, "CHANNEL_ERROR - expected 'channel.open'", AmqpMethod.BasicPublish);
            return;
        }

        if (channel.IsClosing)
        {
            return;
        }

        if (!_contents.TryGetValue(number, out IncomingContent? content))
        {
            Close(505, $"UNEXPECTED_FRAME - a frame of type {type} without a method before it");
            return;
        }

        if (!content.Add(type, payload))
        {
            return;
        }

        _contents.Remove(number);
        if (HasExchange(content.Exchange))
        {
            ulong tag = channel.Confirms ? ++channel.Published : 0;
            _broker.Receive(channel, tag, content);
        }
        else
        {
            channel.CloseNotFound(content.Exchange);
        }
    }

    private bool HasExchange(string exchange) => exchange.Length == 0 || _broker.Options.HasExchange(exchange);

    private void Change(Action change)
    {
        lock (_channels)
        {
            change();
        }
    }
}
