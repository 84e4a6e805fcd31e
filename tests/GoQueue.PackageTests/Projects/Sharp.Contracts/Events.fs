module Sharp.Events

open System
open GoQueue

[<GoQueueEvent("users", "user.created", "1.0")>]
type UserCreated = { UserId: Guid }
