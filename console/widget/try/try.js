// The page that the set-up leads to: any widget of this install, on a page that is otherwise empty.
const chinese = navigator.language.toLowerCase().startsWith('zh')
if (chinese) {
  document.documentElement.lang = 'zh-CN'
  document.title = '试用聊天组件'
  document.getElementById('title').textContent = '试用聊天组件'
  document.getElementById('hint').textContent =
    '这是一个带聊天组件的空白页面。请像客户一样留言，会话会出现在工作台中。'
}
const account = new URLSearchParams(location.search).get('account') ?? ''
if (/^[a-z0-9-]{1,40}$/.test(account)) {
  const script = document.createElement('script')
  script.src = '/widget/parley.js'
  script.dataset.account = account
  if (chinese) script.dataset.locale = 'zh'
  document.body.append(script)
}
