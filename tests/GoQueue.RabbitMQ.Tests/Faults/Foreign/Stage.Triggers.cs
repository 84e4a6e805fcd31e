using System.Diagnostics;
using System.Diagnostics.Metrics;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>How each place's code is reached.</summary>
internal sealed partial class Stage
{
    private ActivityListener? _spans;
    private MeterListener? _measurements;

    /// <summary>Listens to the publisher's spans. Listeners hear the whole process, so these tests run alone.</summary>
    public void Listen(Action<ActivityListener> configure)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "GoQueue",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        configure(_spans);
        ActivitySource.AddActivityListener(_spans);
    }

    public void Measure()
    {
        _measurements = new MeterListener
        {
            InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Name is "goqueue.messages.published")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        _measurements.SetMeasurementEventCallback<long>((_, _, _, _) => Act());
        _measurements.Start();
    }

    public async Task EndConnectionAsync()
    {
        Broker.OpenConnections[0].End();
        await _entered.Task.WaitAsync(HangBound);
    }

    public async Task PublishUntypedAsync(string id)
    {
        try
        {
            await Publisher.PublishAsync(GoQueueMessage.Create().Id(id).Topic("orders").Action("order.shipped").Version("1.0").Data("{}"u8).Build());
            Note(id, "receipt");
        }
        catch (PublishException failure)
        {
            Note(id, failure.Outcome.ToString());
        }
    }

    public async Task PublishBatchAsync(IReadOnlyCollection<OrderPlaced> messages, IProgress<BatchProgress>? progress)
    {
        try
        {
            Check(await Publisher.PublishBatchAsync(messages, progress: progress));
        }
        catch (BatchPublishException failure)
        {
            Check(failure.Result);
        }
        catch (InvalidOperationException failure)
        {
            Assert.Equal("foreign code failed", failure.Message);
        }
    }

    public async Task PublishStreamAsync()
    {
        try
        {
            await foreach (BatchItemResult result in Publisher.PublishStreamAsync(SourceAsync()))
            {
                Assert.True(result.Succeeded || _deed == Deed.Closes);
            }
        }
        catch (InvalidOperationException failure)
        {
            Assert.Equal("foreign code failed", failure.Message);
        }
    }

    public async Task EnqueueAsync(string id)
    {
        BackgroundPublish accepted = await Publisher.Background.EnqueueAsync(new OrderPlaced(1, "ann"), new PublishOptions { MessageId = id });
        await ((Task)accepted.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _entered.Task.WaitAsync(HangBound);
    }

    public async Task PublishAndActAsync()
    {
        await PublishAsync("victim", 1).ConfigureAwait(false);
        try
        {
            Act();
        }
        catch (InvalidOperationException failure)
        {
            Assert.Equal("foreign code failed", failure.Message);
        }
    }

    private void Check(BatchPublishResult result)
    {
        foreach (BatchItemResult item in result.Where(static item => item.Succeeded))
        {
            Note(item.Receipt.MessageId, "receipt");
        }
    }

    private async IAsyncEnumerable<OrderPlaced> SourceAsync()
    {
        yield return new OrderPlaced(1, "ann");
        await Task.Yield();
        Act();
        yield return new OrderPlaced(2, "ann");
    }
}
