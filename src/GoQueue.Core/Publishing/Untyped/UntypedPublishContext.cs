using GoQueue.Messages;
using GoQueue.Publishing.Composition;

namespace GoQueue.Publishing.Untyped;

/// <summary>One untyped message in the making. Not pooled: its caller has just built the message itself.</summary>
internal sealed class UntypedPublishContext(UntypedPlan plan, GoQueueMessage message) : PublishContext
{
    public override EventDescriptor? Event => null;

    public override GoQueueMessage UntypedMessage => message;

    internal override EventPlan Plan => plan;

    internal override string DataContentType => message.ContentType;

    internal override void WriteData(PayloadBuffer output) => output.Write(message.Data.Span);

    internal override bool TryWriteRedacted(PayloadBuffer output, bool showsUntyped)
    {
        if (showsUntyped && Formats.ContentTypes.IsJson(message.ContentType))
        {
            output.Write(message.Data.Span);
            return true;
        }

        return false;
    }

    internal override void Return() => Clear();
}
