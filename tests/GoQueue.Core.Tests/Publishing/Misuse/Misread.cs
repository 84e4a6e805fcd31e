#pragma warning disable CA2012, xUnit1031 // A ValueTask used twice, never, or by blocking: that is what these tests are about.
using GoQueue.Delivery.Operations;

namespace GoQueue.Core.Tests.Publishing.Misuse;

/// <summary>One message of a misuser, and what its reads gave: at most one result, and that its own.</summary>
internal sealed class Misread(MisuseScene scene, int number)
{
    private int _results;

    public int Number => number;

    public string Id => $"{MisuseScene.MisuserPrefix}{number}";

    public ValueTask<PublishReceipt> Publish(CancellationToken cancellationToken = default) => scene.Publish(number, Id, cancellationToken);

    /// <summary>Reads in any way. Exceptions are what the read gave.</summary>
    public void Read(Func<PublishReceipt> read)
    {
        try
        {
            Got(read());
        }
        catch (Exception exception)
        {
            Failed(exception);
        }
    }

    public async Task ReadAsync(ValueTask<PublishReceipt> publish)
    {
        try
        {
            Got(await publish);
        }
        catch (Exception exception)
        {
            Failed(exception);
        }
    }

    public Task ReadAsync(Task<PublishReceipt> publish) => ReadAsync(new ValueTask<PublishReceipt>(publish));

    /// <summary>Counts again: another reader may have the result, because the ValueTask was preserved.</summary>
    public void Forget() => Interlocked.Exchange(ref _results, 0);

    public void End()
    {
        if (Volatile.Read(ref _results) > 1 && !scene.RepeatsResults)
        {
            scene.Fault($"{Id} was read {_results} times");
        }
    }

    /// <summary>A correct read is among the reads: one of them must have had the result.</summary>
    public void EndRead()
    {
        if (Volatile.Read(ref _results) == 0)
        {
            scene.Fault($"{Id} was read correctly and gave nothing");
        }

        End();
    }

    private void Got(PublishReceipt receipt)
    {
        Interlocked.Increment(ref _results);
        if (receipt.MessageId != Id || !MisuseScene.IsRouted(number))
        {
            scene.Fault($"{Id} got the receipt of {receipt.MessageId}");
        }
    }

    private void Failed(Exception exception)
    {
        switch (exception)
        {
            case InvalidOperationException { Message: SingleReadSource.ReadBefore }:
                break;
            case UnroutableMessageException unroutable when unroutable.MessageId == Id && !MisuseScene.IsRouted(number):
            case PublishCanceledException canceled when canceled.MessageId == Id:
            case PublishException failed when scene.MisusesInMiddleware && failed is PublishStepFailedException && failed.MessageId == Id:
                Interlocked.Increment(ref _results);
                break;
            default:
                scene.Fault($"{Id} got {exception.GetType().Name}: {exception.Message}");
                break;
        }
    }
}
