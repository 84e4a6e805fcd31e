using System.Buffers;
using GoQueue.Delivery.Operations;
using GoQueue.Transports.RabbitMQ.Frames;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>
/// For transports without a connection: refuses properties and headers that do not fit into one frame of RabbitMQ's
/// default size, as RabbitMQ's transport does with the size that the broker negotiated. Stateless.
/// </summary>
internal static class FrameGuard
{
    // RabbitMQ's default frame_max (https://www.rabbitmq.com/docs/configure).
    private static readonly int s_limit = FrameFormat.MaxProperties(131_072);

    /// <summary>Why the message cannot be sent; null if it can.</summary>
    public static string? Check(PublishOperation operation)
    {
        try
        {
            if (MessageGuards.Check(operation) is { } reason)
            {
                return reason;
            }

            return operation.HeaderBound > s_limit && LengthOf(operation) is var length && length > s_limit
                ? $"Its properties and headers take {length:N0} bytes and RabbitMQ's default frame_max allows {s_limit:N0} (one frame of AMQP): send less in headers."
                : null;
        }
        catch (Exception exception)
        {
            // Lists and dictionaries are the caller's own.
            return $"The value of a header cannot be read ({exception.GetType().Name}): leave lists and dictionaries alone until the publish has ended.";
        }
    }

    private static int LengthOf(PublishOperation operation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FrameWriter.PublishLength(operation.HeaderBound));
        try
        {
            var frame = new FrameWriter(buffer);
            return frame.Header(channel: 0, operation.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
