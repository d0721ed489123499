import type { healthEn } from './health-en.ts'
import type { Shape } from './index.ts'

const page = {
  hint: '系统能否兑现对客户的承诺，每隔几秒检查一次。',
  failed: '无法读取系统状态',
  ready: '各项检查正常',
  degraded: '运行欠佳',
  not_ready: '暂不接收消息',
}

const checks = {
  title: '检查项',
  ok: '正常',
  worse: '欠佳',
  stops: '影响收信',
  mend: '处理方法：',
  store: '数据库可以写入',
  durability: '存下的数据不会丢失',
  redis: 'Redis 有响应且不丢数据',
  worker: '有工作进程在运行',
  model: '机器人已加载语言模型',
  model_file: '模型文件完整',
  clock: '时钟一致',
  disk: '磁盘空间充足',
  open_files: '可打开的文件数足够',
  leaving: '此进程继续运行',
}

const faults = {
  store_away: {
    problem: '数据库无法写入，因此不能接收任何消息。',
    mend: '启动 MongoDB（内置数据库用 npm start），并检查 MONGODB_URI 是否指向它。',
  },
  store_standalone: {
    problem: '数据库是没有副本集的单机 MongoDB，所谓“多数写入”只落在一块磁盘上。',
    mend: '用 --replSet 启动 mongod，并执行一次 rs.initiate()。',
  },
  store_in_memory: {
    problem: '数据库只把数据放在内存里，一旦重启，所有消息都会丢失。',
    mend: '用默认的存储引擎启动 mongod。',
  },
  redis_away: {
    problem: 'Redis 没有响应，回复会变慢，界面也不会实时更新。',
    mend: '启动 Redis，并检查 REDIS_URL 的地址和密码是否正确。',
  },
  redis_unchecked: {
    problem: 'Redis 不允许 CONFIG GET，无法检查它的安全设置。',
    mend: '请在托管服务的控制台确认：appendonly 为 yes，maxmemory-policy 为 noeviction。',
  },
  redis_no_aof: {
    problem: 'Redis 没有开启追加文件（appendonly no），崩溃时会丢失任务和在线状态。',
    mend: '在 redis.conf 中设置 appendonly yes，或立即执行 CONFIG SET appendonly yes。',
  },
  redis_evicts: {
    problem: '内存满时 Redis 会淘汰数据（maxmemory-policy 不是 noeviction）。',
    mend: '在 redis.conf 中设置 maxmemory-policy noeviction，或立即用 CONFIG SET 修改。',
  },
  redis_aof_failing: {
    problem: 'Redis 无法写入追加文件：磁盘已满或出现故障。',
    mend: '为 Redis 所在磁盘腾出空间，并查看它的日志。',
  },
  worker_away: {
    problem: '没有工作进程在运行，消息会被接收但得不到回复。',
    mend: '启动一个 PARLEY_ROLES=worker 的进程；如果已在运行，请查看它的日志。',
  },
  model_missing: {
    problem: '没有加载语言模型，机器人无法理解客户的消息。',
    mend: '在日志中查找 model.refused；放好完整的模型文件后向进程发送 SIGHUP。',
  },
  model_damaged: {
    problem: '语言模型文件缺失或校验和不符，下次启动将没有模型可用。',
    mend: '重新复制 nlp-models/trained/default.model，或取消 PARLEY_MODEL_FILE 设置。',
  },
  clock_off_store: {
    problem: '本机与数据库的时钟相差超过一秒。',
    mend: '让两台机器都通过 NTP 校时。',
  },
  clock_off_redis: {
    problem: '本机与 Redis 的时钟相差超过一秒。',
    mend: '让两台机器都通过 NTP 校时。',
  },
  disk_full: {
    problem: '数据目录剩余空间太少，消息可能很快无法保存。',
    mend: '清理该磁盘，或把 PARLEY_DATA_DIR 移到更大的磁盘。',
  },
  disk_unreadable: {
    problem: '无法读取数据目录，什么都保存不了。',
    mend: '检查 PARLEY_DATA_DIR 是否存在，以及是否属于运行 Parley 的用户。',
  },
  few_open_files: {
    problem: '此进程可打开的文件太少：每个连接都要占用一个。',
    mend: '提高限制（ulimit -n，或服务单元中的 LimitNOFILE），然后重启 Parley。',
  },
  leaving: {
    problem: '此进程正在停止，不再接收流量。',
    mend: '若有其他进程接替则无需处理，否则请重新启动 Parley。',
  },
  not_answered: {
    problem: '消息已保存，也有工作进程在运行，但没有提交回复。',
    mend: '在工作进程的日志中查找 drain.failed 和 work.failed。',
  },
  handed_off: {
    problem: '机器人没有回应问候，而是请求转人工。',
    mend: '检查正在使用的模型（训练 › 版本）和阈值（管理 › 机器人）。',
  },
  not_logged: {
    problem: '回复已提交，但没有从待写区进入日志。',
    mend: '在工作进程的日志中查找 sweep.failed；用 npm run doctor -- ledger 查看有多少条。',
  },
}

const work = {
  title: '运行情况',
  web: 'Web 进程',
  worker: '工作进程',
  pending: '等待处理的消息',
  oldest: '最早一条已等待',
  nothing: '无',
}

const ledger = {
  title: '消息账目',
  hint: '逐条核对收到并保存的所有消息，说明每条的去向。核对期间照常回复客户。',
  start: '立即核对',
  again: '再次核对',
  running: '正在核对每条消息',
  never: '还没有核对过。',
  stopped: '上次核对被中止。',
  broke: '上次核对因故障中断：{{why}}',
  sound: '没有缺失，也没有重复。{{name}}，{{when}}',
  damaged: '有缺失或重复。{{name}}，{{when}}',
  inbound: '收到',
  handled: '已有记录',
  pending: '等待处理',
  parked: '尝试五次后搁置',
  refused: '已拒绝并告知作者',
  takenBack: '作者已撤回',
  unaccounted: '去向不明',
  gaps: '缺失的序号',
  doubled: '重复',
  findings: '发现的问题',
  thread: '会话 {{thread}}',
  more_one: '另有 {{count}} 项',
  more_other: '另有 {{count}} 项',
  notStopped: '无法中止核对',
}

const what = {
  no_entry: '{{id}}：标记为已处理，但没有对应的记录',
  no_event: '{{id}}：有记录，但收件箱中没有',
  no_thread: '没有所属会话的记录：{{id}}',
  seq_missing: '日志中缺少：{{id}}',
  beyond_head: '超出会话末尾：{{id}}',
  public_missing: '客户可见内容中缺少：{{id}}',
  public_twice: '客户可见内容中重复：{{id}}',
  event_twice: '{{id}}：有两条记录',
}

const doctor = {
  title: '诊断',
  hint: '派一位模拟客户发送问候，查看机器人是否回复。不会打扰任何人，不计入统计，也不留痕迹。',
  start: '派出模拟客户',
  again: '再派一位',
  running: '模拟客户正在路上',
  never: '还没有派出过。',
  stopped: '上一位已被召回。',
  broke: '上一位因故障中断：{{why}}',
  sound: '客户来信能得到回复。{{name}}，{{when}}',
  damaged: '客户来信不能正常得到回复。{{name}}，{{when}}',
  notStopped: '无法召回模拟客户',
  took: '{{ms}} 毫秒',
  failed: '失败',
  skipped: '未检查',
  outside: '入口部分（地址、会话、实时连接）要从外部检查。请在运行 Parley 的机器上执行：',
  command: '从外部检查本系统的命令',
}

const hops = {
  accept: '消息已保存并确认',
  turn: '工作进程已处理并提交回复',
  log: '日志中内容完整',
}

export const healthZh: Shape<typeof healthEn> = { page, checks, faults, work, ledger, what, doctor, hops }
