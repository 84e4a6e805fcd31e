using CsCheck;
using GoQueue.Delivery.Operations;

namespace GoQueue.RabbitMQ.Tests.Channels;

[Covers<OperationList>]
public sealed class OperationListTests
{
    [Fact]
    public void Any_schedule_of_insertions_and_removals_agrees_with_a_plain_list() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 30]).Array[1, 100].Sample(
            steps =>
            {
                var pool = new PublishOperationPool();
                var list = new OperationList();
                var model = new List<PublishOperation>();
                long sequence = 100;
                foreach ((int kind, int position) in steps)
                {
                    switch (kind)
                    {
                        case 0:
                            var newest = new PublishOperation(pool) { Sequence = sequence++ };
                            list.Append(newest);
                            model.Add(newest);
                            break;
                        case 1:
                            // As the slot does: only what was taken out before comes back in sequence.
                            PublishOperation? first = list.TakeFirst();
                            Assert.Same(model.FirstOrDefault(), first);
                            if (first is not null)
                            {
                                list.InsertInSequence(first);
                            }

                            break;
                        case 2 when model.Count > 0:
                            PublishOperation removed = model[position % model.Count];
                            list.Remove(removed);
                            model.Remove(removed);
                            Assert.Null(removed.List);
                            break;
                        case 3 when model.Count > 0:
                            PublishOperation moved = model[position % model.Count];
                            list.Remove(moved);
                            list.InsertInSequence(moved);
                            break;
                        case 4 when model.Count > 0:
                            Assert.Same(model[0], list.TakeFirst());
                            list.Prepend(model[0]);
                            break;
                    }

                    Assert.Equal(model.Count, list.Count);
                    Assert.Equal(model, Walk(list));
                }
            },
            iter: 5_000);

    private static IEnumerable<PublishOperation> Walk(OperationList list)
    {
        PublishOperation? previous = null;
        for (PublishOperation? operation = list.First; operation is not null; operation = operation.Next)
        {
            Assert.Same(previous, operation.Previous);
            Assert.Same(list, operation.List);
            previous = operation;
            yield return operation;
        }
    }
}
